import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { identifyProcess } from "../process/process-identity.mjs";

/**
 * True while a PostgreSQL runs on this data directory. A killed one can linger as a zombie (containers whose first
 * process reaps late), and after a reboot its pid can belong to another program: neither counts.
 */
export function isPostmasterRunning(data: string): boolean {
  const pid = recordedPid(data);
  if (identifyProcess(pid) === null) return false;
  if (process.platform !== "linux") return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return false;
  }
}

/** Removes the pid file of a server that is gone, but whose pid a zombie or another program still holds. */
export function removeStalePidFile(data: string): void {
  if (!isPostmasterRunning(data)) rmSync(pidFile(data), { force: true });
}

export function hasPidFile(data: string): boolean {
  return existsSync(pidFile(data));
}

function recordedPid(data: string): number {
  try {
    return Number.parseInt(readFileSync(pidFile(data), "utf8"), 10);
  } catch {
    return 0;
  }
}

function pidFile(data: string): string {
  return join(data, "postmaster.pid");
}
