import { join } from "node:path";
import { type BuildFailure, type BuildOptions, build, formatMessages, stop } from "esbuild";
import { CommandFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";
import { writeAtomically } from "../process/write-atomically";

/** The programs that run outside Next, by the name of their bundle in `build/`. */
export const ENTRIES = {
  server: "server/main.ts",
  bootstrap: "server/bootstrap.ts",
  worker: "worker/main.ts",
  // The thread in which the console reads a workbook.
  workbook: "lib/workbook/thread/main.ts",
  simulator: "simulator/main.ts",
} as const;

export type EntryName = keyof typeof ENTRIES;

/** Our own code in one file per program, for a Node that does not read TypeScript; packages stay in node_modules. */
export function bundleOptions(names: readonly EntryName[]): BuildOptions & { write: false } {
  return {
    absWorkingDir: projectRoot,
    entryPoints: Object.fromEntries(names.map((name) => [name, ENTRIES[name]])),
    outdir: "build",
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    alias: { "server-only": join(projectRoot, "scripts/build/server-only-stub.ts") },
    tsconfig: "tsconfig.json",
    sourcemap: true,
    sourcesContent: false,
    legalComments: "none",
    logLevel: "silent",
    write: false,
  };
}

/** Bundles programs into `build/`. A process that runs one of them never sees half a file. */
export async function bundleToDisk(names: readonly EntryName[]): Promise<void> {
  const { outputFiles } = await build(bundleOptions(names)).catch(explain);
  for (const { path, contents } of outputFiles) writeAtomically(path, contents);
  await stop(); // else its process would stay for as long as ours
}

async function explain(error: BuildFailure): Promise<never> {
  if (!error.errors) throw error;
  throw new CommandFailure((await formatMessages(error.errors, { kind: "error" })).join("\n"));
}
