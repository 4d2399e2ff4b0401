import type { DeviceGroup } from "../../fleet/demo-layout";
import { type Answer, json } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { countMatches, readPageQuery, takePage } from "../../paging";
import { recordId } from "../../record-id";
import { PlatformRefusal } from "../../refusals";
import { type Platform, spaceFilter } from "../platform";
import { listPage } from "./list-page";

/** Groups were made one a minute, their members joined with them. */
const FIRST_CREATED = Date.UTC(2025, 9, 1);
const GROUP_SPACE = 0x5e11a3c47c;
const MEMBER_SPACE = 0x5e11a3c500;

/** Device groups (sheet §11.5). All groups of the fleet are static. */
export function listGroups({ world }: Platform, { query }: PlatformCall): Answer {
  const appId = spaceFilter(query);
  const name = query.text("name", LIMITS.groupNameLength);
  const type = query.word("group_type", ["STATIC", "DYNAMIC"]);
  const all = world.fleet.groups;
  const groups = all.filter((group) => {
    if (type === "DYNAMIC" || (appId !== undefined && group.appId !== appId)) return false;
    return name === undefined || group.name === name;
  });
  const idOf = (group: DeviceGroup) => groupRecordId(all.indexOf(group));
  return listPage("device_groups", groups, query, idOf, groupRow);
}

export function showGroup({ world }: Platform, { params }: PlatformCall): Answer {
  return json(200, groupRow(requireGroup(world.fleet.groups, params.groupId)));
}

/** Members of a group: ids and names only, no status. */
export function listGroupDevices({ world }: Platform, { params, query }: PlatformCall): Answer {
  const { fleet } = world;
  const pageQuery = readPageQuery(query);
  const group = requireGroup(fleet.groups, params.groupId);
  const members = group.spans.flatMap(({ first, count, step }) => {
    return Array.from({ length: count }, (_, k) => first + k * step);
  });
  const space = MEMBER_SPACE + fleet.groups.indexOf(group);
  const rows = { size: members.length, idOf: (row: number) => recordId(FIRST_CREATED, space, row) };
  const present = (row: number) => !fleet.isDeleted(members[row] ?? -1);
  const page = takePage(rows, pageQuery, present);
  const devices = page.rows.map((row) => {
    const device = members[row] ?? -1;
    return {
      device_id: fleet.deviceIdOf(device),
      node_id: fleet.nodeIdOf(device),
      device_name: fleet.nameOf(device),
      product_id: fleet.productOf(device).productId,
    };
  });
  return json(200, { devices, page: { count: countMatches(rows, present), marker: page.marker } });
}

function requireGroup(groups: readonly DeviceGroup[], groupId: string | undefined): DeviceGroup {
  const group = groups.find((entry) => entry.groupId === groupId);
  if (!group) throw new PlatformRefusal("IOTDA.003000");
  return group;
}

function groupRow({ groupId, name, spans }: DeviceGroup) {
  const size = spans.reduce((sum, span) => sum + span.count, 0);
  return { group_id: groupId, name, description: `${size} devices`, group_type: "STATIC" };
}

function groupRecordId(position: number): string {
  return recordId(FIRST_CREATED + position * 60_000, GROUP_SPACE, position);
}
