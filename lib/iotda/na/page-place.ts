import type { PageQuery } from "../call-options";
import { PlatformError } from "../errors";
import { outside } from "../wire/checks";

/** Rows of one answer (sheet §13.6). */
export const largestPage = 250;

/** A page as the platform numbers them, and how many of its rows stand before the one asked for. */
export interface PagePlace {
  pageNo: number;
  pageSize: number;
  skip: number;
}

/**
 * The page that holds the row at marker + offset. The marker is that row's place among all, so that pages of any size
 * can follow each other although the platform numbers pages of one size.
 */
export function placeOf({ marker = "0", offset = 0, limit }: PageQuery): PagePlace {
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) {
    throw outside("limit", `takes 1 to ${largestPage}`);
  }
  if (!/^\d{1,9}$/.test(marker)) throw outside("marker", "is not one of this platform's");
  if (!Number.isInteger(offset) || offset < 0) throw outside("offset", "takes 0 and up");
  const position = Number(marker) + offset;
  return { pageNo: Math.floor(position / limit), pageSize: limit, skip: position % limit };
}

/** Where the rows behind a page begin. */
export const placeAfter = ({ pageNo, pageSize }: PagePlace): number => (pageNo + 1) * pageSize;

/** Reads one page; an answer over the size cap is asked for again with half the rows, down to one (security.md S4.2). */
export async function readPage<Result>(
  query: PageQuery,
  read: (place: PagePlace) => Promise<Result>,
): Promise<Result> {
  for (let limit = query.limit; ; limit = Math.floor(limit / 2)) {
    try {
      return await read(placeOf({ ...query, limit }));
    } catch (error) {
      const isTooLarge = error instanceof PlatformError && error.reason === "too_large";
      if (!isTooLarge || limit <= 1) throw error;
    }
  }
}
