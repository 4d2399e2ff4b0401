import { type CompareGroups, type GroupOverlap, overlapLimits } from "@/lib/contracts/fleet-pickers";
import { countOverlap } from "@/lib/domain/group-overlap";
import { runLimited } from "@/lib/domain/run-limited";
import type { CallOptions } from "@/lib/iotda/call-options";
import type { Platform } from "@/lib/iotda/platform";
import type { ServiceContext } from "../context";
import { readWithin } from "../platform-deadline";
import { spendAct } from "../spend-act";
import { openFleet } from "./open-fleet";
import { orNotFound } from "./or-not-found";

export interface CompareGroupsInput {
  params: { connection: string };
  body: CompareGroups;
}

/** Up to 60 calls each (security.md S4.9). */
const comparisonsAllowed = { name: "groups.compare", count: 10, windowMs: 60_000 } as const;
const takesMs = 25_000;
const groupsAtOnce = 4;
const pageSize = 50;

/** Reads the members of a few small groups and counts who is in several; of large ones only the sizes are told. */
export async function compareGroups({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: CompareGroupsInput;
}): Promise<GroupOverlap> {
  const { platform } = await openFleet(ctx, input.params.connection, "read");
  await spendAct(ctx, comparisonsAllowed);
  const { groupIds } = input.body;
  const counted = await readWithin(takesMs, (signal) =>
    count(platform, groupIds, { lane: "people", signal }),
  ).catch(orNotFound("One of the groups is not there."));
  return { ...counted, readAt: ctx.now().toISOString() };
}

async function count(
  platform: Platform,
  groupIds: readonly string[],
  options: CallOptions,
): Promise<Omit<GroupOverlap, "readAt">> {
  const first = await runLimited(groupIds, groupsAtOnce, (groupId) =>
    platform.listGroupDevices(groupId, { limit: pageSize }, options),
  );
  const total = first.reduce((sum, page) => sum + page.total, 0);
  if (total > overlapLimits.members) return { total, distinct: null, reason: "too_many", pairs: [] };
  const groups = await runLimited([...groupIds.entries()], groupsAtOnce, async ([index, groupId]) => {
    const members = new Set(first[index]?.rows.map(({ deviceId }) => deviceId));
    let marker = first[index]?.marker ?? null;
    // Pages of a platform may repeat for ever: no group has more of them than the limit allows.
    for (let pages = 1; marker !== null && pages * pageSize < overlapLimits.members; pages += 1) {
      const page = await platform.listGroupDevices(groupId, { limit: pageSize, marker }, options);
      for (const { deviceId } of page.rows) members.add(deviceId);
      marker = page.marker;
    }
    return { groupId, members };
  });
  return { ...countOverlap(groups), reason: null };
}
