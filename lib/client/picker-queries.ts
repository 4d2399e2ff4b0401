import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { PackageType } from "@/lib/contracts/pickers";
import { call } from "./api";

/** Upgrade packages of one kind, a page at a time. */
export function packageOptions(
  connection: string,
  filter: { type: PackageType; appId: string | null; q: string },
) {
  return infiniteQueryOptions({
    queryKey: ["packages", connection, filter] as const,
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        type: filter.type,
        ...(filter.appId ? { appId: filter.appId } : {}),
        ...(filter.q ? { q: filter.q } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
        limit: 50,
      };
      const { listPackages } = await import("@/lib/contracts/pickers");
      return (await call(listPackages, { params: { connection }, query, signal })).body;
    },
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 60_000,
  });
}

export function spaceOptions(connection: string) {
  return queryOptions({
    queryKey: ["spaces", connection] as const,
    queryFn: async ({ signal }) => {
      const { listApps } = await import("@/lib/contracts/pickers");
      return (await call(listApps, { params: { connection }, query: { limit: 200 }, signal })).body.items;
    },
    staleTime: 60_000,
  });
}
