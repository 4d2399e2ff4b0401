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
  const site = sitesOf(fleet.groups).at(device);
  return site === undefined ? [line] : [line, { tag_key: "site", tag_value: site }];
}

/** Whether a static group has the device. */
export function isInSpans({ spans }: DeviceGroup, device: number): boolean {
  return spans.some(({ first, count, step }) => {
    const place = (device - first) / step;
    return Number.isInteger(place) && place >= 0 && place < count;
  });
}

type Sites = { at: (device: number) => string | undefined };
const known = new WeakMap<readonly DeviceGroup[], Sites>();

/** The site of each device is the first group that has it: districts come first, what goes across them after. */
function sitesOf(groups: readonly DeviceGroup[]): Sites {
  const before = known.get(groups);
  if (before) return before;
  const spans = groups.flatMap((group, k) => group.spans.map((span) => ({ ...span, place: k + 1 })));
  const size = spans.reduce((end, { first, count, step }) => Math.max(end, first + count * step), 0);
  const places = new Uint8Array(size);
  for (const { first, count, step, place } of spans.toReversed()) {
    for (let k = 0; k < count; k++) places[first + k * step] = place;
  }
  const names = groups.map((group) => group.name.toLowerCase().replaceAll(" ", "-"));
  const sites = { at: (device: number) => names[(places[device] ?? 0) - 1] };
  known.set(groups, sites);
  return sites;
}
