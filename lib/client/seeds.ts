import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** An answer the server found for a page, for the cache its browser starts with. */
export interface Seed {
  key: QueryKey;
  data: unknown;
  /** When it was read, as `Date.now()` tells. */
  at: number;
}

/** Everything a cache holds. */
export function seedsOf(queryClient: QueryClient): Seed[] {
  const queries = queryClient
    .getQueryCache()
    .findAll({ predicate: ({ state }) => state.status === "success" });
  return queries.map(({ queryKey, state }) => ({ key: queryKey, data: state.data, at: state.dataUpdatedAt }));
}
