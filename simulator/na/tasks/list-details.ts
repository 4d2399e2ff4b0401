import { type Answer, json } from "../../http/answer";
import type { Query } from "../../http/query";
import { LIMITS } from "../../limits";
import type { World } from "../../world";
import { LEGACY_STATUSES, legacyStatusOf } from "../engine/legacy-rows";
import type { LegacyTask } from "../engine/legacy-task";
import type { NaCall, NaFront } from "../na-call";
import { NaRefusal } from "../na-refusals";
import { rowOfCommand } from "./command-id";
import { detailJson, deviceIdOf } from "./detail-json";
import { requireTask } from "./require-task";

const { pageSize: size } = LIMITS.na;

/** `GET /iocm/app/batchtask/v1.1.0/taskDetails` (sheet §13.6); the first page has number 0. */
export function listTaskDetails(front: NaFront, call: NaCall): Answer {
  const { query } = call;
  const taskId = query.raw("taskId");
  if (!taskId) throw new NaRefusal("100019", { detail: "taskId is mandatory." });
  const pageNo = integer(query, "pageNo", 0, 0, Number.MAX_SAFE_INTEGER);
  const pageSize = integer(query, "pageSize", size.default, size.min, size.max);
  const status = statusFilter(query);
  const task = requireTask(front, call, taskId);
  const { world } = front.platform;
  const rows = matching(world, task, query, status);
  const from = pageNo * pageSize;
  const taskDetails = rows.slice(from, from + pageSize).map((row) => detailJson(world, task, row));
  return json(200, { totalCount: rows.length, pageNo, pageSize, taskDetails });
}

/** Rows that fit all filters, in the order of the targets. */
function matching(world: World, task: LegacyTask, query: Query, status: number | undefined): number[] {
  const { rows } = task;
  const commandId = query.raw("commandId") || undefined;
  const deviceId = query.raw("deviceId") || undefined;
  const device = deviceId === undefined ? -1 : world.fleet.find(deviceId);
  const only = commandId === undefined ? undefined : rowOfCommand(task, commandId);
  if (commandId !== undefined && only === undefined) return [];
  const found: number[] = [];
  for (let row = only ?? 0; row <= (only ?? rows.size - 1); row++) {
    if (status !== undefined && legacyStatusOf(rows, row) !== status) continue;
    const present = rows.device[row] ?? -1;
    // Ids of strangers are texts; all others are compared as numbers, which is much faster.
    const fits =
      deviceId === undefined ||
      (present >= 0 ? present === device : deviceIdOf(world, task, row) === deviceId);
    if (fits) found.push(row);
  }
  return found;
}

function statusFilter(query: Query): number | undefined {
  const word = query.raw("status");
  if (!word) return undefined;
  const words: readonly string[] = LEGACY_STATUSES;
  const status = words.indexOf(word);
  if (status < 0) throw new NaRefusal("100022", { detail: "status is not valid." });
  return status;
}

function integer(query: Query, name: string, otherwise: number, min: number, max: number): number {
  const text = query.raw(name);
  if (!text) return otherwise;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (value < min || value > max) throw new NaRefusal("100022", { detail: `${name} is not valid.` });
  return value;
}
