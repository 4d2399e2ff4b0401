import { z } from "zod";
import { targetPattern } from "@/lib/contracts/create-task";
import type { ListDevicesQuery } from "@/lib/contracts/fleet-pickers";
import type { PlatformDevice } from "@/lib/domain/platform-device";
import type { CallOptions } from "@/lib/iotda/call-options";
import { isImpossible, isMissing } from "@/lib/iotda/errors";
import type { Platform } from "@/lib/iotda/platform";
import { canSearch } from "./device-search";
import { SearchPlace, searchByPrefix } from "./search-by-prefix";
import { mentions } from "./walk-pages";

/** The platform has no one way to look for a device: these are gone through one after the other. */
const Marker = z.string().max(64).nullable();
const ListStage = z.enum(["all", "members", "id", "listNode", "listName"]);
type ListStage = z.infer<typeof ListStage>;

export const DevicePlace = z.union([z.strictObject({ stage: ListStage, marker: Marker }), SearchPlace]);
export type DevicePlace = z.infer<typeof DevicePlace>;

export type DeviceFilter = Omit<ListDevicesQuery, "limit" | "cursor">;

export interface DevicePage {
  rows: PlatformDevice[];
  next: DevicePlace | null;
  /** What the platform says there is, where it lists just what is asked for. */
  total: number | null;
}

/** The platform takes no longer one to look for (sheet §11.3). */
const longestNodeId = 64;
const firstSearch: DevicePlace = { stage: "search", of: "both", marker: null, nodesBehind: null };

export function firstPlace({ q, groupId }: DeviceFilter): DevicePlace {
  if (groupId !== undefined) return at("members");
  return at(q === undefined ? "all" : "id");
}

/** One call. No stage finds what an earlier one has found, so every device comes once. */
export async function readDevices(
  platform: Platform,
  filter: DeviceFilter,
  place: DevicePlace,
  size: number,
  options: CallOptions,
): Promise<DevicePage> {
  const { q = "", appId, productId } = filter;
  const page = { limit: size, ...(place.marker === null ? {} : { marker: place.marker }) };
  const list = (narrowed: { name?: string; nodeId?: string }) =>
    platform.listDevices({ appId, productId, ...narrowed, ...page }, options);
  switch (place.stage) {
    case "all": {
      const { rows, total, marker } = await list({});
      return { rows, total, next: on("all", marker, null) };
    }
    case "members":
      return readMembers(platform, filter, page, options);
    case "id": {
      const found = await showIfThere(platform, q, options);
      // A whole id is meant as one: nothing else is looked for, least of all at the search's one call a second.
      if (found) return { rows: isIn(found, filter) ? [found] : [], total: null, next: null };
      const offersSearch = platform.features.search && canSearch(q);
      return { rows: [], total: null, next: offersSearch ? firstSearch : at("listNode") };
    }
    case "search": {
      const found = await searchByPrefix(platform, { prefix: q, appId, productId }, place, size, options);
      if (!found) return { rows: [], total: null, next: at("listNode") };
      return { rows: found.rows.filter((row) => isIn(row, filter)), total: null, next: found.next };
    }
    case "listNode": {
      if (q.length > longestNodeId) return { rows: [], total: null, next: at("listName") };
      const { rows, marker } = await list({ nodeId: q });
      return { rows, total: null, next: on("listNode", marker, at("listName")) };
    }
    case "listName": {
      const { rows, marker } = await list({ name: q });
      return {
        rows: rows.filter(({ nodeId }) => nodeId !== q),
        total: null,
        next: on("listName", marker, null),
      };
    }
  }
}

async function readMembers(
  platform: Platform,
  { groupId = "", productId, q }: DeviceFilter,
  page: { limit: number; marker?: string },
  options: CallOptions,
): Promise<DevicePage> {
  const { rows, total, marker } = await platform.listGroupDevices(groupId, page, options);
  const isNarrowed = productId !== undefined || q !== undefined;
  const wanted = rows.filter(
    (row) =>
      (productId === undefined || row.productId === productId) &&
      mentions([row.deviceId, row.nodeId, row.name], q),
  );
  return { rows: wanted, total: isNarrowed ? null : total, next: on("members", marker, null) };
}

async function showIfThere(
  platform: Platform,
  q: string,
  options: CallOptions,
): Promise<PlatformDevice | null> {
  if (!targetPattern.test(q)) return null;
  try {
    return await platform.showDevice(q, options);
  } catch (error) {
    if (isMissing(error) || isImpossible(error)) return null;
    throw error;
  }
}

function isIn(row: PlatformDevice, { appId, productId }: DeviceFilter): boolean {
  return [[appId, row.appId] as const, [productId, row.productId] as const].every(
    ([wanted, is]) => wanted === undefined || wanted === is,
  );
}

const at = (stage: ListStage): DevicePlace => ({ stage, marker: null });

function on(stage: ListStage, marker: string | null, after: DevicePlace | null): DevicePlace | null {
  return marker === null ? after : { stage, marker };
}
