import { z } from "zod";
import { draw } from "../../draw";
import { groupFinder } from "../../fleet/group-members";
import type { SearchQuery } from "../../fleet/search/conditions";
import { deviceMatcher, type SearchScope } from "../../fleet/search/match-device";
import { readSql } from "../../fleet/search/read-sql";
import { type Answer, json } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { checkPace } from "../check-pace";
import { parseBody } from "../parse-body";
import type { Platform } from "../platform";
import { foundDevice } from "./found-device";

const SearchBody = z.object({ sql: z.string().min(1) });
const SALT = 0x5e;
/** Neighbours in an answer without an order are this far apart in the fleet. */
const STRIDE = 7_919;

/** SearchDevices (sheet §11.4): one call a second for the whole account. */
export function queryDevices({ world }: Platform, call: PlatformCall): Answer {
  const at = world.settle();
  checkPace(world, "SearchDevices", LIMITS.searchEveryMs, at);
  const query = readSql(parseBody(SearchBody, call.body()).sql);
  const { fleet } = world;
  const now = world.clock.taskTimeAt(at);
  const scope = { fleet, now, groupsOf: groupFinder(fleet, now) };
  const matches = deviceMatcher(query.where, scope);
  if (query.select === "count") {
    let count = 0;
    for (let device = 0; device < fleet.size; device++) if (matches(device)) count++;
    return json(200, { devices: [], count });
  }
  const found = takeRows(query, walkOf(query, scope, draw(fleet.seed, Math.floor(at), SALT)), matches);
  return json(200, { devices: found.map((device) => foundDevice(scope, device, query.select)) });
}

function takeRows(
  { offset, rows }: SearchQuery,
  walk: Iterable<number>,
  matches: (device: number) => boolean,
) {
  const found: number[] = [];
  let skip = offset;
  for (const device of walk) {
    if (!matches(device)) continue;
    if (skip > 0) skip--;
    else if (found.push(device) === rows) break;
  }
  return found;
}

/** All devices in the order that was asked for; in none, from anywhere in strides that meet every device once. */
function* walkOf({ order }: SearchQuery, { fleet: { size } }: SearchScope, lot: number): Generator<number> {
  if (order === "asc") for (let device = 0; device < size; device++) yield device;
  if (order === "desc") for (let device = size - 1; device >= 0; device--) yield device;
  if (order !== undefined) return;
  const first = Math.floor(lot * size);
  for (let stride = 0; stride < STRIDE; stride++) {
    for (let k = stride; k < size; k += STRIDE) yield (first + k) % size;
  }
}
