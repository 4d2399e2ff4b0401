import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";
import { findUnlocked, type LockedPackage } from "./lock-rule";

/** Throws when package-lock.json lacks a platform package. */
export async function checkLockComplete(): Promise<void> {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
    readFileSync(join(projectRoot, "package-lock.json"), "utf8"),
  );
  const missing = findUnlocked(lock.packages);
  if (missing.length > 0)
    throw new CommandFailure(`package-lock.json is incomplete:\n  ${missing.join("\n  ")}`);
}
