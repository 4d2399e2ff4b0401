import { readdirSync } from "node:fs";
import { cpus, release } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "@/bench/frame/benchmark";
import type { Row } from "@/bench/frame/row";
import { openStage } from "@/bench/frame/stage";
import { formatTable } from "@/bench/frame/table";
import { printFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";
import { listenForStop } from "../process/stop-signal";
import { writeAtomically } from "../process/write-atomically";
import { parseBenchArguments } from "./arguments";

const folder = join(projectRoot, "bench", "goals");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => file.slice(0, -".ts".length))
  .sort();

async function load(name: string): Promise<Benchmark> {
  const { benchmark }: { benchmark: Benchmark } = await import(join(folder, `${name}.ts`));
  return benchmark;
}

/** Runs what was asked for, prints a table, writes `bench/results.json`; answers whether every goal was met. */
async function run(): Promise<boolean> {
  const signal = listenForStop();
  const { soak, only } = parseBenchArguments(process.argv.slice(2), names);
  const chosen = await Promise.all(names.filter((name) => only === null || name === only).map(load));
  const stage = openStage(soak, signal);
  const rows: Row[] = [];
  let broken = false;
  try {
    for (const benchmark of chosen) {
      if (benchmark.soak && !soak && only === null) continue;
      signal.throwIfAborted();
      console.log(`${benchmark.name} (goal ${benchmark.goal}): ${benchmark.method}`);
      try {
        rows.push(...(await benchmark.run(stage)));
      } catch (error) {
        signal.throwIfAborted();
        printFailure(error);
        broken = true;
      }
    }
  } finally {
    await stage.close();
  }
  console.log(`\n${formatTable(rows)}`);
  writeResults(rows);
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

try {
  process.exit((await run()) ? 0 : 1);
} catch (error) {
  printFailure(error);
  process.exit(1);
}
