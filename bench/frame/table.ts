import type { Row } from "./row";

const words = { true: "ok", false: "MISSED", null: "not measured" } as const;

/** The rows as a table for a terminal. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map(({ goal, what, unit, value, limit, ratio, ok, note }) => [
    String(goal),
    what,
    value === null ? "-" : `${figure(value)} ${unit}`,
    `${figure(limit)} ${unit}`,
    ratio === null ? "-" : ratio.toFixed(2),
    words[`${ok}`],
    note ?? "",
  ]);
  const head = ["goal", "what", "value", "limit", "ratio", "", ""];
  const widths = head.map((_, at) => Math.max(...[head, ...cells].map((row) => row[at]?.length ?? 0)));
  return [head, ...cells]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export function figure(value: number): string {
  return value >= 100 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1);
}
