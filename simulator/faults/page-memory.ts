/** What a paging fault remembers of one walk through a list. */
export type Walk = {
  /** Rows of the first page. */
  first: unknown[];
  /** Rows that the page to come begins with. */
  carried: unknown[];
};

/** The walks a fault has seen, by what is walked through: path and query without the place in the list. */
export class PageMemory {
  private readonly walks = new Map<string, Walk>();

  /** The walk this page belongs to; a first page begins it anew with its rows. */
  walkOf(page: PageOfCall, rows: unknown[]): Walk {
    const known = this.walks.get(page.list);
    if (known && !page.isFirst) return known;
    const walk = { first: rows, carried: [] };
    this.walks.set(page.list, walk);
    return walk;
  }
}

/** Which page of which list a call asks for; `marker` as sent. */
export type PageOfCall = { list: string; isFirst: boolean; marker?: string };

const PLACE = ["marker", "offset", "pageNo"];

export function pageOfCall(target: string): PageOfCall {
  const url = new URL(target, "http://simulator");
  const marker = url.searchParams.get("marker") ?? undefined;
  const passed =
    (url.searchParams.get("offset") ?? "0") !== "0" || (url.searchParams.get("pageNo") ?? "0") !== "0";
  for (const name of PLACE) url.searchParams.delete(name);
  const fromTop = marker === undefined || /^f+$/i.test(marker);
  return { list: url.pathname + url.search, isFirst: fromTop && !passed, marker };
}
