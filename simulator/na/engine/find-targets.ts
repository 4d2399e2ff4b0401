import { PRODUCTS, type Product } from "../../fleet/catalogue";
import type { DeviceGroup } from "../../fleet/demo-layout";
import type { Fleet } from "../../fleet/fleet";
import { isInApp } from "../na-apps";
import type { LegacyTargets } from "./legacy-order";

export type FoundTargets = { devices: Int32Array; strangers: string[] };

/**
 * The devices a legacy task is for; undefined when what it names does not exist or holds no device. A list is taken as
 * it is: ids twice are two subtasks, unknown ones fail later on their own.
 */
export function findTargets(fleet: Fleet, appId: string, targets: LegacyTargets): FoundTargets | undefined {
  if (targets.type === "DeviceList") return fromList(fleet, targets.deviceList);
  const taken = membership(fleet, appId, targets);
  const devices: number[] = [];
  for (let device = 0; taken && device < fleet.size; device++) {
    if (!fleet.isDeleted(device) && taken(device)) devices.push(device);
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
): ((device: number) => boolean) | undefined {
  const inApp = (device: number) => isInApp(appId, fleet.productOf(device).appId);
  const groups = fleet.groups.filter((group) => isInApp(appId, group.appId));
  switch (targets.type) {
    case "Broadcast":
      return inApp;
    case "DeviceType": {
      const product = PRODUCTS.find((entry) => isOfType(entry, targets));
      return product && ((device) => inApp(device) && fleet.productOf(device) === product);
    }
    case "DeviceArea":
      return membersOf(groups.filter((group) => areaOf(group) === targets.deviceLocation));
    case "GroupList":
      return allOf(groups, targets.groupList, (group) => group.name);
    case "GroupIdList":
      return allOf(groups, targets.groupList, (group) => group.groupId);
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

function allOf(
  groups: readonly DeviceGroup[],
  wanted: readonly string[],
  keyOf: (group: DeviceGroup) => string,
) {
  const found = groups.filter((group) => wanted.includes(keyOf(group)));
  return found.length === new Set(wanted).size ? membersOf(found) : undefined;
}

function membersOf(groups: readonly DeviceGroup[]) {
  const spans = groups.flatMap((group) => group.spans);
  if (spans.length === 0) return undefined;
  return (device: number) =>
    spans.some(({ first, count, step }) => {
      const offset = device - first;
      return offset >= 0 && offset < count * step && offset % step === 0;
    });
}
