import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "@/scripts/process/project-root";
import type { Program } from "./program";

/** Arguments of Node for a process that tells what it holds. */
export const weighed = [
  ...["--expose-gc", "--import"],
  pathToFileURL(join(projectRoot, "bench", "frame", "weigh.mjs")).href,
];

/** Bytes a program started with `weighed` holds, on the heap and outside of it, after garbage was collected. */
export function weigh(program: Program): Promise<number> {
  const held = program.next((message) => (message as { held?: number }).held ?? null);
  program.send({ weigh: true });
  return held;
}
