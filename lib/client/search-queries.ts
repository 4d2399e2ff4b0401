import { queryOptions } from "@tanstack/react-query";
import type { SearchResults } from "@/lib/contracts/search";
import { call } from "./api";

/** What somebody typed, or whole ids of devices; a text too short to mean anything is not asked. */
export type SearchFor = { q: string } | { id: readonly string[] };

export function searchOptions(connection: string, wanted: SearchFor) {
  return queryOptions({
    queryKey: ["search", connection, wanted] as const,
    queryFn: async ({ signal }): Promise<SearchResults> => {
      const { search } = await import("@/lib/contracts/search");
      const query = "q" in wanted ? wanted : { id: [...wanted.id] };
      return (await call(search, { params: { connection }, query, signal })).body;
    },
    staleTime: 10_000,
  });
}
