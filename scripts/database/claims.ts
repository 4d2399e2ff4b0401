import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identifyProcess, isStillRunning } from "../process/process-identity.mjs";

/** Notes that this process uses the server. The claims of killed processes lapse by themselves. */
export function claimServer(home: string): void {
  mkdirSync(folder(home), { recursive: true });
  writeFileSync(join(folder(home), ownName()), "");
}

/** Takes this process's claim back; true when nobody else has one, so that the server can be stopped. */
export function releaseServer(home: string): boolean {
  rmSync(join(folder(home), ownName()), { force: true });
  return livingClaims(home).length === 0;
}

function livingClaims(home: string): string[] {
  return list(folder(home)).filter((name) => {
    const living = isStillRunning(name.replace("-", ":"));
    if (!living) rmSync(join(folder(home), name), { force: true });
    return living;
  });
}

function ownName(): string {
  // A colon may not be part of a file's name on Windows.
  return (identifyProcess(process.pid) ?? String(process.pid)).replace(":", "-");
}

function folder(home: string): string {
  return join(home, "claims");
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
