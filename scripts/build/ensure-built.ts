import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { withFileLock } from "../process/file-lock.mjs";
import { withProgress } from "../process/progress";
import { projectRoot } from "../process/project-root";
import { writeAtomically } from "../process/write-atomically";
import { PARTS, type Part, type PartName } from "./parts";
import { hashSources } from "./source-hash";

/**
 * Builds those of the parts (and what they need) that are missing or older than their sources. Two processes never
 * build at once: the second waits, and then finds the work done.
 */
export async function ensureBuilt(parts: readonly PartName[], signal?: AbortSignal): Promise<void> {
  const wanted = withNeeds(parts);
  if (wanted.every((name) => isCurrent(name))) return;
  const onWait = () => console.log("Waiting for another process that is building …");
  const buildStale = async () => {
    for (const name of wanted) if (!isCurrent(name)) await build(name, PARTS[name], signal);
  };
  await withFileLock(join(projectRoot, ".cache", "build.lock"), buildStale, { onWait, signal });
}

async function build(name: PartName, part: Part, signal: AbortSignal | undefined): Promise<void> {
  const hash = hashSources(projectRoot, part.sources);
  rmSync(stampFile(name), { force: true });
  await withProgress(part.title, () => part.build(signal));
  // Last, so that a build that was cut short is never taken for a whole one.
  writeAtomically(stampFile(name), hash);
}

function isCurrent(name: PartName): boolean {
  const { sources, outputs } = PARTS[name];
  if (!outputs.every((output) => existsSync(join(projectRoot, output)))) return false;
  if (!existsSync(stampFile(name))) return false;
  return readFileSync(stampFile(name), "utf8") === hashSources(projectRoot, sources);
}

/** Makes the next `ensureBuilt` build these parts, because their outputs are written by other means. */
export function forgetBuilt(parts: readonly PartName[]): void {
  for (const name of parts) rmSync(stampFile(name), { force: true });
}

/** The parts and what they need, each once, needs first. */
function withNeeds(parts: readonly PartName[]): PartName[] {
  return [...new Set(parts.flatMap((name) => [...withNeeds(PARTS[name].needs), name]))];
}

function stampFile(name: PartName): string {
  return join(projectRoot, "build", `${name}.stamp`);
}
