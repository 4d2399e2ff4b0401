import { readdirSync, readFileSync } from "node:fs";
import { cpus, release } from "node:os";
import { basename, join } from "node:path";
import type { Benchmark } from "@/bench/frame/benchmark";
import type { Row } from "@/bench/frame/row";
import { openStage } from "@/bench/frame/stage";
import { formatTable } from "@/bench/frame/table";
import { printFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";
import { writeAtomically } from "../process/write-atomically";
import { parseBenchArguments } from "./arguments";
import { recordFigures } from "./record";

/** A file a benchmark, beside what they share; those of `soak` take minutes. */
const places = new Map(
  ["goals", "soak"].flatMap((folder) => {
    const paths = readdirSync(join(projectRoot, "bench", folder))
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .map((file) => join(projectRoot, "bench", folder, file));
    const ours = paths.filter((path) => /^export const benchmark\b/m.test(readFileSync(path, "utf8")));
    return ours.sort().map((path) => [basename(path, ".ts"), path] as const);
  }),
);
const names = [...places.keys()];

async function load(name: string): Promise<Benchmark> {
  const { benchmark }: { benchmark: Benchmark } = await import(places.get(name) ?? name);
  return benchmark;
}

/** Runs what was asked for, prints a table, writes `bench/results.json`; answers whether every goal was met. */
export async function runBenchmarks(signal: AbortSignal): Promise<boolean> {
  const { soak, only, record } = parseBenchArguments(process.argv.slice(2), names);
  const chosen = await Promise.all(names.filter((name) => only === null || name === only).map(load));
  const stage = openStage(soak, signal);
  const measured = new Map<string, Row[]>();
  let broken = false;
  try {
    for (const benchmark of chosen) {
      if (benchmark.soak && !soak && only === null) continue;
      signal.throwIfAborted();
      console.log(`${benchmark.name} (goal ${benchmark.goal}): ${benchmark.method}`);
      try {
        measured.set(benchmark.name, await benchmark.run(stage));
      } catch (error) {
        signal.throwIfAborted();
        printFailure(error);
        broken = true;
      }
    }
  } finally {
    await stage.close();
  }
  const rows = [...measured.values()].flat();
  console.log(`\n${formatTable(rows)}`);
  writeResults(rows);
  if (record) recordFigures(measured, new Date());
  return !broken && rows.every(({ ok }) => ok !== false);
}

function writeResults(rows: readonly Row[]): void {
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model ?? "",
    system: release(),
    node: process.version,
  };
  const results = { at: new Date().toISOString(), machine, rows };
  writeAtomically(join(projectRoot, "bench", "results.json"), `${JSON.stringify(results, null, 2)}\n`);
}
