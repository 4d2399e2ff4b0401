import type { PageQuery } from "../call-options";
import { PlatformError } from "../errors";
import { checkPage } from "./limits";

/**
 * Reads one page. Rows echo up to 30,000 targets a task, so an answer over the size cap is asked for again with half
 * the rows, down to one (security.md S4.2).
 */
export async function shrinkToFit<Result>(
  query: PageQuery,
  read: (page: { limit: number; marker?: string; offset?: number }) => Promise<Result>,
): Promise<Result> {
  checkPage(query);
  const { marker, offset } = query;
  for (let limit = query.limit; ; limit = Math.floor(limit / 2)) {
    try {
      return await read({ limit, marker, offset });
    } catch (error) {
      const isTooLarge = error instanceof PlatformError && error.reason === "too_large";
      if (!isTooLarge || limit <= 1) throw error;
    }
  }
}
