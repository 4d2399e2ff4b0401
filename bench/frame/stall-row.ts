import type { LongestTask } from "./main-thread";
import { atMost, median, type Row } from "./row";

/** The middle one of several windows' longest tasks; what the clock said stands beside it. */
export function stallRow(what: string, tasks: readonly LongestTask[], limit: number): Row {
  const clock = median(tasks.map((task) => task.clock)).toFixed(0);
  const note = `by the clock ${clock} ms`;
  const about = { goal: 14, what: `longest main-thread task: ${what}`, unit: "ms", note };
  return atMost(about, median(tasks.map(({ processor }) => processor)), limit);
}
