// Node built-ins only: used before anything is installed.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identifyProcess, isStillRunning } from "./process-identity.mjs";

/**
 * Runs `action` while this process alone holds the lock file. A lock left behind by a killed process is taken over.
 * Calls `onWait` once when another process holds it; rejects when `signal` aborts or after `timeoutMs` (10 minutes).
 */
export async function withFileLock(file, action, { onWait, signal, timeoutMs = 600_000 } = {}) {
  mkdirSync(dirname(file), { recursive: true });
  const deadline = Date.now() + timeoutMs;
  for (let waited = false; !take(file); waited = true) {
    if (!waited) onWait?.();
    if (Date.now() > deadline) throw new Error(`${file} is held by process ${read(file)}`);
    await sleep(100, undefined, signal ? { signal } : undefined);
  }
  try {
    return await action();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  const mine = `${file}.${process.pid}`;
  const holder = read(file);
  if (holder !== null) {
    if (isStillRunning(holder)) return false;
    bury(file, holder, `${mine}.stale`);
  }
  // A link appears with its content at once, so a lock can never be seen empty.
  writeFileSync(mine, identifyProcess(process.pid) ?? "");
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes a dead holder's lock; renaming first lets only one of several waiting processes do so. */
function bury(file, holder, grave) {
  try {
    renameSync(file, grave);
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw error;
  }
  // Somebody quicker may have taken the lock since we looked: give theirs back.
  if (read(grave) !== holder) linkSync(grave, file);
  rmSync(grave, { force: true });
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}
