import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identifyProcess, isStillRunning } from "../process/process-identity.mjs";

/**
 * True when the last start on this data directory was killed instead of stopped. What it started ends by itself
 * within 5 s, so a port that is taken now may be free in a moment.
 */
export function wasKilled(dataDirectory: string): boolean {
  const file = markFile(dataDirectory);
  return existsSync(file) && !isStillRunning(readFileSync(file, "utf8"));
}

export function markRunning(dataDirectory: string): void {
  writeFileSync(markFile(dataDirectory), identifyProcess(process.pid) ?? "");
}

export function unmarkRunning(dataDirectory: string): void {
  rmSync(markFile(dataDirectory), { force: true });
}

function markFile(dataDirectory: string): string {
  return join(dataDirectory, "running");
}
