import type { Page } from "@/lib/contracts/page";
import { AppError } from "@/lib/errors";
import type { CursorCodec } from "./cursor";

/** Where a page of a list starts: by number, or behind a position. */
export interface Paging<Position> {
  limit: number;
  /** 1-based; null behind a cursor that does not know its number. */
  page: number | null;
  after: Position | undefined;
}

export interface PagingQuery {
  limit: number;
  cursor?: string;
  page?: number;
}

/** `page` and `cursor` exclude each other; without either it is the first page. */
export function readPaging<Position>(query: PagingQuery, codec: CursorCodec<Position>): Paging<Position> {
  const { limit, cursor, page } = query;
  if (cursor === undefined) return { limit, page: page ?? 1, after: undefined };
  if (page !== undefined) {
    throw new AppError("invalid_input", "A page number and a cursor exclude each other.", {
      invalidParams: [{ path: "page", message: "cannot be given together with cursor" }],
    });
  }
  const place = codec.decode(cursor);
  return { limit, page: place.limit === limit ? place.page : null, after: place.position };
}

/** The contract's `Page`: `next` is where the following page starts, null at the end. */
export function describePage<Position>(
  paging: Paging<Position>,
  found: { total: number; next: Position | null },
  codec: CursorCodec<Position>,
): Page {
  const { limit, page } = paging;
  const following = page === null ? null : page + 1;
  return {
    total: found.total,
    nextCursor: found.next === null ? null : codec.encode({ position: found.next, page: following, limit }),
    page,
    pages: Math.ceil(found.total / limit),
  };
}
