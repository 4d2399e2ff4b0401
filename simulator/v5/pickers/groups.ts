import type { DeviceGroup } from "../../fleet/demo-layout";
import { membersOf } from "../../fleet/group-members";
import { type Answer, json } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { readPageQuery, takePage } from "../../paging";
import { recordId } from "../../record-id";
import { PlatformRefusal } from "../../refusals";
import { type Platform, spaceFilter } from "../platform";
import { listPage } from "./list-page";

/** Groups were made one a minute, their members joined with them; none was changed since. */
const FIRST_CREATED = Date.UTC(2025, 9, 1);
const MADE_EVERY_MS = 60_000;
const GROUP_SPACE = 0x5e11a3c47c;
const MEMBER_SPACE = 0x5e11a3c500;

/** Device groups (sheet §11.5). `last_modified_time` leaves those out that were changed before it. */
export function listGroups({ world }: Platform, { query }: PlatformCall): Answer {
  const appId = spaceFilter(query);
  const name = query.text("name", LIMITS.groupNameLength);
  const type = query.word("group_type", ["STATIC", "DYNAMIC"]);
  const since = query.time("last_modified_time") ?? Number.NEGATIVE_INFINITY;
  const all = world.fleet.groups;
  const groups = all.filter((group, position) => {
    if (type !== undefined && typeOf(group) !== type) return false;
    if (appId !== undefined && group.appId !== appId) return false;
    return (name === undefined || group.name === name) && modifiedAt(position) >= since;
  });
  const idOf = (group: DeviceGroup) => groupRecordId(all.indexOf(group));
  return listPage("device_groups", groups, query, idOf, groupRow);
}

/** One group; of a dynamic one also its rule. */
export function showGroup({ world }: Platform, { params }: PlatformCall): Answer {
  const group = requireGroup(world.fleet.groups, params.groupId);
  return json(200, { ...groupRow(group), dynamic_group_rule: group.rule });
}

/** Members of a group: ids and names only, no status. */
export function listGroupDevices({ world }: Platform, { params, query }: PlatformCall): Answer {
  const { fleet, clock } = world;
  const pageQuery = readPageQuery(query);
  const group = requireGroup(fleet.groups, params.groupId);
  const members = membersOf(fleet, group, clock.taskTimeAt(world.settle()));
  const space = MEMBER_SPACE + fleet.groups.indexOf(group);
  // The id goes by the device, so that a page does not shift when another member is deleted.
  const idOf = (row: number) => recordId(FIRST_CREATED, space, members[row] ?? 0);
  const page = takePage({ size: members.length, idOf }, pageQuery, () => true);
  const devices = page.rows.map((row) => {
    const device = members[row] ?? -1;
    return {
      device_id: fleet.deviceIdOf(device),
      node_id: fleet.nodeIdOf(device),
      device_name: fleet.nameOf(device),
      product_id: fleet.productOf(device).productId,
    };
  });
  return json(200, { devices, page: { count: members.length, marker: page.marker } });
}

function requireGroup(groups: readonly DeviceGroup[], groupId: string | undefined): DeviceGroup {
  const group = groups.find((entry) => entry.groupId === groupId);
  if (!group) throw new PlatformRefusal("IOTDA.003000");
  return group;
}

function groupRow(group: DeviceGroup) {
  const { groupId, name, spans, superGroupId, rule } = group;
  const size = spans.reduce((sum, span) => sum + span.count, 0);
  const description = rule === undefined ? `${size} devices` : "";
  return { group_id: groupId, name, description, super_group_id: superGroupId, group_type: typeOf(group) };
}

function typeOf({ rule }: DeviceGroup): "STATIC" | "DYNAMIC" {
  return rule === undefined ? "STATIC" : "DYNAMIC";
}

function modifiedAt(position: number): number {
  return FIRST_CREATED + position * MADE_EVERY_MS;
}

function groupRecordId(position: number): string {
  return recordId(modifiedAt(position), GROUP_SPACE, position);
}
