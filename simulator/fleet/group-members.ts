import type { DeviceGroup } from "./demo-layout";
import { isInSpans } from "./describe-device";
import type { Fleet } from "./fleet";
import { deviceMatcher } from "./search/match-device";
import { readRule } from "./search/read-sql";

/** Devices that are in a group at the task time; a dynamic group is worked out anew each time (sheet §6.3). */
export function membersOf(fleet: Fleet, group: DeviceGroup, now: number): Int32Array {
  if (group.rule === undefined) return livingIn(fleet, group);
  const matches = ruleMatcher(fleet, group, group.rule, now);
  const members: number[] = [];
  for (let device = 0; device < fleet.size; device++) if (matches(device)) members.push(device);
  return Int32Array.from(members);
}

/** Finds the ids of the groups a device is in. */
export function groupFinder(fleet: Fleet, now: number): (device: number) => string[] {
  const tests = fleet.groups.map((group) => {
    const has =
      group.rule === undefined
        ? (device: number) => isInSpans(group, device)
        : ruleMatcher(fleet, group, group.rule, now);
    return { groupId: group.groupId, has };
  });
  return (device) => tests.filter(({ has }) => has(device)).map(({ groupId }) => groupId);
}

function livingIn(fleet: Fleet, { spans }: DeviceGroup): Int32Array {
  const members = new Int32Array(spans.reduce((sum, span) => sum + span.count, 0));
  let size = 0;
  for (const { first, count, step } of spans) {
    for (let k = 0; k < count; k++) {
      const device = first + k * step;
      if (!fleet.isDeleted(device)) members[size++] = device;
    }
  }
  return members.subarray(0, size);
}

/** A rule sees its own space only, and no other groups. */
function ruleMatcher(
  fleet: Fleet,
  { appId }: DeviceGroup,
  rule: string,
  now: number,
): (device: number) => boolean {
  const matches = deviceMatcher(readRule(rule), { fleet, now, groupsOf: () => [] });
  return (device) => fleet.productOf(device).appId === appId && matches(device);
}
