import { z } from "zod";
import type { PlatformPage } from "@/lib/domain/platform-task";
import type { CallOptions, PageQuery } from "@/lib/iotda/call-options";
import { bindCursor } from "../cursor";
import { personWaitsMs, readWithin } from "../platform-deadline";
import { walkPages } from "./walk-pages";

const Place = z.strictObject({ marker: z.string().max(64).nullable() });
type Place = z.infer<typeof Place>;

export interface RowList<Row, Item> {
  /** The list and everything that decides what is in it. */
  scope: { list: string; [filter: string]: unknown };
  page: { limit: number; cursor?: string };
  read(query: PageQuery, options: CallOptions): Promise<PlatformPage<Row>>;
  /** Left out: every row is wanted, and the platform's own total is the list's. */
  keep?: (row: Row) => boolean;
  toItem(row: Row): Item;
}

export interface ListedRows<Item> {
  items: Item[];
  /** Null where rows are left out. */
  total: number | null;
  nextCursor: string | null;
}

/** One list of the platform, walked by its markers within the time a person waits. */
export async function listRows<Row, Item>(list: RowList<Row, Item>): Promise<ListedRows<Item>> {
  const { limit, cursor } = list.page;
  const codec = bindCursor(list.scope, Place);
  const start: Place = cursor === undefined ? { marker: null } : codec.decode(cursor).position;
  let total: number | null = null;
  const { items, next } = await readWithin(personWaitsMs, (signal) =>
    walkPages<Item, Place>({
      ...{ start, limit },
      async read({ marker }, size) {
        const query = { limit: size, ...(marker === null ? {} : { marker }) };
        const page = await list.read(query, { lane: "people", signal });
        if (!list.keep) total = page.total;
        const rows = list.keep ? page.rows.filter(list.keep) : page.rows;
        return { rows: rows.map(list.toItem), next: page.marker === null ? null : { marker: page.marker } };
      },
    }),
  );
  return { items, total, nextCursor: next && codec.encode({ position: next, page: null, limit }) };
}
