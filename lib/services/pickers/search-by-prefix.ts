import { z } from "zod";
import type { PlatformDevice } from "@/lib/domain/platform-device";
import type { CallOptions } from "@/lib/iotda/call-options";
import { PlatformError } from "@/lib/iotda/errors";
import type { Platform } from "@/lib/iotda/platform";
import { type PrefixField, type PrefixSearch, prefixQuery } from "./device-search";

const Marker = z.string().max(64).nullable();

/**
 * Names and node ids in one call, as most searches end there; behind its last row each on its own, since a query has no
 * room for both and a marker (sheet §11.4). `nodesBehind` is where the node ids begin.
 */
export const SearchPlace = z.strictObject({
  stage: z.literal("search"),
  of: z.enum(["both", "names", "nodes"]),
  marker: Marker,
  nodesBehind: Marker,
});
export type SearchPlace = z.infer<typeof SearchPlace>;

const fieldsOf: Readonly<Record<SearchPlace["of"], readonly PrefixField[]>> = {
  both: ["device_name", "node_id"],
  names: ["device_name"],
  nodes: ["node_id"],
};

export interface FoundByPrefix {
  rows: PlatformDevice[];
  next: SearchPlace | null;
}

/** One call to the search; every device comes once. Null: this edition has no search. */
export async function searchByPrefix(
  platform: Platform,
  search: Pick<PrefixSearch, "prefix" | "appId" | "productId">,
  place: SearchPlace,
  size: number,
  options: CallOptions,
): Promise<FoundByPrefix | null> {
  const sql = prefixQuery({ ...search, fields: fieldsOf[place.of], marker: place.marker, size });
  if (sql === null) return { rows: [], next: { ...place, of: "names" } };
  try {
    const { devices } = await platform.searchDevices(sql, options);
    const last = devices.length < size ? null : (devices.at(-1)?.marker ?? null);
    return { rows: devices.filter((row) => isFound(row, search.prefix, place)), next: nextOf(place, last) };
  } catch (error) {
    if (place.of !== "nodes" && place.marker === null && isNotOffered(error)) return null;
    throw error;
  }
}

function nextOf(place: SearchPlace, last: string | null): SearchPlace | null {
  if (place.of === "both") {
    return last === null ? null : { ...place, of: "names", marker: last, nodesBehind: last };
  }
  if (last !== null) return { ...place, marker: last };
  return place.of === "names" ? { ...place, of: "nodes", marker: place.nodesBehind } : null;
}

/** The signs `_` and `%` may mean more to the platform than to whoever typed them. */
function isFound({ name, nodeId }: PlatformDevice, prefix: string, { of }: SearchPlace): boolean {
  const named = name?.startsWith(prefix) ?? false;
  const noded = nodeId?.startsWith(prefix) ?? false;
  if (of === "names") return named;
  return of === "nodes" ? noded && !named : named || noded;
}

/** The basic edition has no search, and how it says so is not published (sheet §11.4). */
function isNotOffered(error: unknown): boolean {
  return error instanceof PlatformError && (error.failure === "rejected" || error.failure === "auth");
}
