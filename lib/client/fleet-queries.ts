import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { DeviceGroup, DeviceGroupList } from "@/lib/contracts/fleet-pickers";
import { call } from "./api";

/** What the platform holds changes slowly while a form is filled in. */
const keptMs = 60_000;

export type DeviceFilter = {
  q: string;
  appId: string | null;
  productId: string | null;
  groupId: string | null;
};

/** Devices, a page at a time; what `q` finds is said at `ListDevicesQuery`. */
export function deviceOptions(connection: string, filter: DeviceFilter) {
  return infiniteQueryOptions({
    queryKey: ["devices", connection, filter] as const,
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...given(filter), ...(pageParam ? { cursor: pageParam } : {}), limit: 50 };
      const { listDevices } = await import("@/lib/contracts/fleet-pickers");
      return (await call(listDevices, { params: { connection }, query, signal })).body;
    },
    getNextPageParam: (page) => page.nextCursor,
    staleTime: keptMs,
  });
}

/** Products, a page at a time. */
export function productListOptions(connection: string, filter: { q: string; appId: string | null }) {
  return infiniteQueryOptions({
    queryKey: ["products", connection, filter] as const,
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...given(filter), ...(pageParam ? { cursor: pageParam } : {}), limit: 200 };
      const { listProducts } = await import("@/lib/contracts/products");
      return (await call(listProducts, { params: { connection }, query, signal })).body;
    },
    getNextPageParam: (page) => page.nextCursor,
    staleTime: keptMs,
  });
}

/** One product with the services its forms are made from. */
export function productOptions(connection: string, productId: string, appId: string | null) {
  return queryOptions({
    queryKey: ["product", connection, productId, appId] as const,
    queryFn: async ({ signal }) => {
      const { showProduct } = await import("@/lib/contracts/products");
      const params = { connection, productId };
      return (await call(showProduct, { params, query: given({ appId }), signal })).body;
    },
    staleTime: keptMs,
  });
}

/** An account has a thousand groups at most (sheet §10.4); a platform that says more is not followed for ever. */
const groupPages = 20;

/** All groups of a space, for a tree; `whole` is false where there were more than one asks for. */
export function groupTreeOptions(connection: string, appId: string | null) {
  return queryOptions({
    queryKey: ["groups", connection, appId] as const,
    queryFn: async ({ signal }): Promise<{ groups: DeviceGroup[]; whole: boolean }> => {
      const { listDeviceGroups } = await import("@/lib/contracts/fleet-pickers");
      const groups: DeviceGroup[] = [];
      let cursor: string | null = "";
      for (let asked = 0; cursor !== null && asked < groupPages; asked += 1) {
        const query = { ...given({ appId }), ...(cursor ? { cursor } : {}), limit: 200 };
        const page: DeviceGroupList = (
          await call(listDeviceGroups, { params: { connection }, query, signal })
        ).body;
        groups.push(...page.items);
        cursor = page.nextCursor;
      }
      return { groups, whole: cursor === null };
    },
    staleTime: keptMs,
  });
}

/** How many devices a group has and the first few of them, in one call. */
export function groupSampleOptions(connection: string, groupId: string) {
  return queryOptions({
    queryKey: ["group-sample", connection, groupId] as const,
    queryFn: async ({ signal }) => {
      const { listGroupMembers } = await import("@/lib/contracts/fleet-pickers");
      const params = { connection, groupId };
      return (await call(listGroupMembers, { params, query: { limit: 5 }, signal })).body;
    },
    staleTime: 5 * keptMs,
  });
}

/** How many devices two to twenty groups have together; the order of the groups does not matter. */
export function groupOverlapOptions(connection: string, groupIds: readonly string[]) {
  const sorted = [...groupIds].sort();
  return queryOptions({
    queryKey: ["group-overlap", connection, sorted] as const,
    queryFn: async ({ signal }) => {
      const { compareGroups } = await import("@/lib/contracts/fleet-pickers");
      const body = { groupIds: sorted };
      return (await call(compareGroups, { params: { connection }, query: {}, body, signal })).body;
    },
    staleTime: 5 * keptMs,
    // Counted by the person, like all costly calls: a failed one is asked for again by hand.
    retry: false,
  });
}

type Given<Filter> = { [Name in keyof Filter]?: string };

/** The filters that are set. */
function given<Filter extends Record<string, string | null>>(filter: Filter): Given<Filter> {
  const set = Object.entries(filter).filter(([, value]) => value !== null && value !== "");
  return Object.fromEntries(set) as Given<Filter>;
}
