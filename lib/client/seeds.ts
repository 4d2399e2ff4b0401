import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** An answer the server found for a page, for the cache its browser starts with. */
export interface Seed {
  key: QueryKey;
  data: unknown;
  /** When it was read, as `Date.now()` tells. */
  at: number;
}

/** Everything a cache holds, as JSON: React would walk through every value of it. */
export function seedsOf(queryClient: QueryClient): string {
  const queries = queryClient
    .getQueryCache()
    .findAll({ predicate: ({ state }) => state.status === "success" });
  return JSON.stringify(
    queries.map<Seed>(({ queryKey, state: { data, dataUpdatedAt } }) => ({
      key: queryKey,
      data,
      at: dataUpdatedAt,
    })),
  );
}

/** What `seedsOf` wrote. */
export function readSeeds(text: string): Seed[] {
  return JSON.parse(text);
}
