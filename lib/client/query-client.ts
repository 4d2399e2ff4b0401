import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error";

/**
 * Data from the server's HTML counts as fresh for a moment, so a page does not ask again for what it just got.
 * Only lost answers are asked for a second time; what the server refused stays refused.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        gcTime: 5 * 60_000,
        retry: (failures, error) => failures < 1 && error instanceof ApiError && error.code === "network",
      },
      mutations: { retry: false },
    },
  });
}
