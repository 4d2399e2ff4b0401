import { PRODUCTS, type Product } from "../../fleet/catalogue";
import type { DeviceGroup } from "../../fleet/demo-layout";
import type { Fleet } from "../../fleet/fleet";
import { membersOf } from "../../fleet/group-members";
import { isInApp } from "../na-apps";
import type { LegacyTargets } from "./legacy-order";

export type FoundTargets = { devices: Int32Array; strangers: string[] };

/**
 * The devices a legacy task is for at the task time `now`; undefined when what it names does not exist or holds no
 * device. A list is taken as it is: ids twice are two subtasks, unknown ones fail later on their own.
 */
export function findTargets(
  fleet: Fleet,
  appId: string,
  targets: LegacyTargets,
  now: number,
): FoundTargets | undefined {
  if (targets.type === "DeviceList") return fromList(fleet, targets.deviceList);
  const has = membership(fleet, appId, targets, now);
  const devices: number[] = [];
  for (let device = 0; has && device < fleet.size; device++) {
    if (!fleet.isDeleted(device) && has(device)) devices.push(device);
  }
  return devices.length > 0 ? { devices: Int32Array.from(devices), strangers: [] } : undefined;
}

function fromList(fleet: Fleet, ids: readonly string[]): FoundTargets {
  const strangers: string[] = [];
  const devices = Int32Array.from(ids, (id) => {
    const device = fleet.find(id);
    return device >= 0 ? device : -strangers.push(id);
  });
  return { devices, strangers };
}

function membership(
  fleet: Fleet,
  appId: string,
  targets: Exclude<LegacyTargets, { type: "DeviceList" }>,
  now: number,
): ((device: number) => boolean) | undefined {
  const groups = fleet.groups.filter((group) => isInApp(appId, group.appId));
  const inAnyOf = (found: readonly DeviceGroup[]) =>
    found.length > 0 ? unionOf(fleet, found, now) : undefined;
  switch (targets.type) {
    case "Broadcast":
      return (device) => isInApp(appId, fleet.productOf(device).appId);
    case "DeviceType": {
      const product = PRODUCTS.find((entry) => isOfType(entry, targets) && isInApp(appId, entry.appId));
      return product && ((device) => fleet.productOf(device) === product);
    }
    case "DeviceArea":
      return inAnyOf(groups.filter((group) => areaOf(group) === targets.deviceLocation));
    case "GroupList":
      return inAnyOf(pickAll(groups, targets.groupList, (group) => group.name));
    case "GroupIdList":
      return inAnyOf(pickAll(groups, targets.groupList, (group) => group.groupId));
  }
}

/** Sheet §13.4: type, manufacturer and model as in the profile; a demo product's model ends its name. */
function isOfType(product: Product, wanted: Extract<LegacyTargets, { type: "DeviceType" }>): boolean {
  return (
    product.deviceType === wanted.deviceType &&
    product.manufacturer === wanted.manufacturerId &&
    product.name.split(" ").at(-1) === wanted.model
  );
}

/** Where the devices of a district group stand: its name without the kind of device (`Water Old Town`). */
function areaOf({ name }: DeviceGroup): string | undefined {
  return /^(?:Water|Gas|Lights|Pumps) (.+)$/.exec(name)?.[1];
}

/** The groups that were named; none of them when one does not exist. */
function pickAll(
  groups: readonly DeviceGroup[],
  wanted: readonly string[],
  keyOf: (group: DeviceGroup) => string,
): DeviceGroup[] {
  const found = groups.filter((group) => wanted.includes(keyOf(group)));
  return found.length === new Set(wanted).size ? found : [];
}

function unionOf(fleet: Fleet, groups: readonly DeviceGroup[], now: number): (device: number) => boolean {
  const taken = new Uint8Array(fleet.size);
  for (const group of groups) for (const device of membersOf(fleet, group, now)) taken[device] = 1;
  return (device) => taken[device] === 1;
}
