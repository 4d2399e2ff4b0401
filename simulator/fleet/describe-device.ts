import type { DeviceGroup } from "./demo-layout";
import type { Fleet } from "./fleet";

export type DeviceTag = { tag_key: string; tag_value: string };

/** A child that is no gateway itself is an endpoint; direct devices count as gateways (sheet §11.3). */
export function nodeTypeOf(fleet: Fleet, device: number): "ENDPOINT" | "GATEWAY" {
  return fleet.gatewayOf(device) === undefined ? "GATEWAY" : "ENDPOINT";
}

/** Product line of every device; devices of the demo fleet also say which site they are at. */
export function tagsOf(fleet: Fleet, device: number): DeviceTag[] {
  const line = { tag_key: "product_line", tag_value: fleet.productOf(device).prefix };
  // The district groups come first, the ones across districts after them.
  const home = fleet.groups.find((group) => isInSpans(group, device));
  if (!home) return [line];
  return [line, { tag_key: "site", tag_value: home.name.toLowerCase().replaceAll(" ", "-") }];
}

/** Whether a static group has the device. */
export function isInSpans({ spans }: DeviceGroup, device: number): boolean {
  return spans.some(({ first, count, step }) => {
    const place = (device - first) / step;
    return Number.isInteger(place) && place >= 0 && place < count;
  });
}
