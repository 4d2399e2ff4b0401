import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Row } from "@/bench/frame/row";
import { figure } from "@/bench/frame/table";
import { CommandFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";
import { writeAtomically } from "../process/write-atomically";

const KeptRow = z.object({
  goal: z.number(),
  what: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  limit: z.number(),
  ratio: z.number().nullable(),
  ok: z.boolean().nullable(),
  note: z.string().optional(),
});
const Kept = z.object({ at: z.string(), rows: z.array(KeptRow) });
/** The last recorded run of each benchmark, by its name. */
export const Ledger = z.record(z.string(), Kept);
export type Ledger = z.infer<typeof Ledger>;

const ledgerPath = join(projectRoot, "bench", "recorded.json");
const pagePath = join(projectRoot, "docs", "performance.md");
const [opening, closing] = ["<!-- figures of npm run bench -- --record -->", "<!-- end of the figures -->"];

/** Keeps what was measured and rewrites the table of `docs/performance.md`; what was not run keeps its last figures. */
export function recordFigures(measured: ReadonlyMap<string, readonly Row[]>, at: Date): void {
  const ledger = existsSync(ledgerPath) ? Ledger.parse(JSON.parse(readFileSync(ledgerPath, "utf8"))) : {};
  for (const [name, rows] of measured) ledger[name] = { at: at.toISOString(), rows: [...rows] };
  writeAtomically(ledgerPath, `${JSON.stringify(ledger, null, 2)}\n`);
  writeAtomically(pagePath, replaceFigures(readFileSync(pagePath, "utf8"), renderLedger(ledger)));
}

/** The page with another table between its two markers. */
export function replaceFigures(page: string, table: string): string {
  const [start, end] = [page.indexOf(opening), page.indexOf(closing)];
  if (start < 0 || end < start) throw new CommandFailure(`docs/performance.md has lost the line ${opening}`);
  return `${page.slice(0, start + opening.length)}\n${table}\n${page.slice(end)}`;
}

const words = { true: "met", false: "**missed**", null: "not measured" } as const;

/** By goal; a line a figure, with its limit of the same run. */
export function renderLedger(ledger: Ledger): string {
  const lines = Object.entries(ledger).flatMap(([name, { at, rows }]) =>
    rows.map((row) => ({ ...row, name, day: at.slice(0, 10) })),
  );
  const cells = lines
    .toSorted((a, b) => a.goal - b.goal)
    .map(({ goal, what, unit, value, limit, ratio, ok, note, name, day }) => [
      String(goal),
      what,
      `${figure(limit)} ${unit}`,
      value === null ? "-" : `${figure(value)} ${unit}`,
      ratio === null ? "-" : ratio.toFixed(2),
      words[`${ok}`] + (note ? `; ${note}` : ""),
      `\`${name}\`, ${day}`,
    ]);
  const head = ["goal", "figure", "limit", "last", "ratio", "", "measured by"];
  return [head, head.map(() => "---"), ...cells]
    .map((line) => `| ${line.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}
