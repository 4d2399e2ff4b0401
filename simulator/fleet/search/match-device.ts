import { toMillisTime } from "../../utc-time";
import { type DeviceTag, nodeTypeOf, tagsOf } from "../describe-device";
import type { Fleet } from "../fleet";
import { type Condition, type Field, isTagField, type Where } from "./conditions";

/** What a search sees of the fleet: its devices at one task time, and the groups each is in. */
export type SearchScope = { fleet: Fleet; now: number; groupsOf: (device: number) => readonly string[] };

type Test = (device: number, tag: DeviceTag) => boolean;

const NO_TAG: DeviceTag = { tag_key: "", tag_value: "" };

/** Tells whether a device meets the conditions; key and value of a tag must be met by one and the same tag. */
export function deviceMatcher(where: Where, scope: SearchScope): (device: number) => boolean {
  const tests = where.map((all) => all.map((condition) => testOf(condition, scope)));
  const meets: Test = (device, tag) => tests.some((all) => all.every((test) => test(device, tag)));
  const { fleet } = scope;
  if (!where.flat().some(({ field }) => isTagField(field))) {
    return (device) => !fleet.isDeleted(device) && meets(device, NO_TAG);
  }
  return (device) => !fleet.isDeleted(device) && tagsOf(fleet, device).some((tag) => meets(device, tag));
}

function testOf({ field, operator, values }: Condition, scope: SearchScope): Test {
  const [first = ""] = values;
  if (field === "group_id") {
    const inOne: Test = (device) => scope.groupsOf(device).some((groupId) => values.includes(groupId));
    return operator === "=" || operator === "in" ? inOne : (device, tag) => !inOne(device, tag);
  }
  const read = readerOf(field, scope);
  switch (operator) {
    case "=":
      return (device, tag) => read(device, tag) === first;
    case "!=":
      return (device, tag) => read(device, tag) !== first;
    case ">":
      return (device, tag) => read(device, tag) > first;
    case "<":
      return (device, tag) => read(device, tag) < first;
    case "like":
      return (device, tag) => read(device, tag).startsWith(first);
    case "in":
      return (device, tag) => values.includes(read(device, tag));
    case "not in":
      return (device, tag) => !values.includes(read(device, tag));
  }
}

function readerOf(
  field: Exclude<Field, "group_id">,
  { fleet, now }: SearchScope,
): (device: number, tag: DeviceTag) => string {
  switch (field) {
    case "app_id":
      return (device) => fleet.productOf(device).appId;
    case "device_id":
      return (device) => fleet.deviceIdOf(device);
    case "gateway_id":
      return (device) => fleet.deviceIdOf(fleet.gatewayOf(device) ?? device);
    case "product_id":
      return (device) => fleet.productOf(device).productId;
    case "device_name":
      return (device) => fleet.nameOf(device);
    case "node_id":
      return (device) => fleet.nodeIdOf(device);
    case "status":
      return (device) => fleet.statusAt(device, now);
    case "node_type":
      return (device) => nodeTypeOf(fleet, device);
    case "tag_key":
      return (_, tag) => tag.tag_key;
    case "tag_value":
      return (_, tag) => tag.tag_value;
    case "sw_version":
      return (device) => fleet.softwareOf(device);
    case "fw_version":
      return (device) => fleet.firmwareOf(device);
    case "create_time":
      return (device) => toMillisTime(fleet.createdAtOf(device));
    case "marker":
      return (device) => fleet.recordIdOf(device);
  }
}
