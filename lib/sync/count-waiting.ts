import type { PageReader, TaskPage } from "./page-reader";
import type { RowCounts } from "./plan";

/**
 * How many subtasks wait, of a task whose counters do not tell (sheet §13.5): one may have been sent without any of
 * them moving. Costs a call only when the first page is not everything; null when none can have been sent.
 */
export async function countWaiting(
  reader: PageReader,
  first: TaskPage,
  rows: RowCounts,
): Promise<number | null> {
  if (first.marker === null) return first.rows.filter((row) => row.status === "Waitting").length;
  if ((rows.Waitting ?? 0) === 0) return null;
  return (await reader.read({ status: "Waitting", limit: 1 }, "polling")).total;
}
