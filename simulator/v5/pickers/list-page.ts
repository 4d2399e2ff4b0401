import { type Answer, json } from "../../http/answer";
import type { Query } from "../../http/query";
import { readPageQuery, takePage } from "../../paging";

/** One page of a short list whose entries are in order of record id, oldest first. */
export function listPage<T>(
  name: string,
  entries: readonly T[],
  query: Query,
  idOf: (entry: T) => string,
  toRow: (entry: T) => unknown,
): Answer {
  const pageQuery = readPageQuery(query);
  const ids = entries.map(idOf);
  const page = takePage({ size: ids.length, idOf: (row) => ids[row] ?? "" }, pageQuery, () => true);
  const rows = page.rows.flatMap((row) => entries.slice(row, row + 1)).map(toRow);
  return json(200, { [name]: rows, page: { count: entries.length, marker: page.marker } });
}
