// Node built-ins only: used before anything is installed.
import { readFileSync } from "node:fs";

/**
 * Names a living process as `pid` or, on Linux, `pid:startTime`, so that a pid given out again is not taken for it.
 * Null when there is no such process, or only its zombie.
 */
export function identifyProcess(pid) {
  if (!Number.isInteger(pid) || pid <= 0 || !signalReaches(pid)) return null;
  if (process.platform !== "linux") return String(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may hold anything: count from the last bracket.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? null : `${pid}:${fields[18]}`;
  } catch {
    return null;
  }
}

/** True while the process that gave this identity is running. */
export function isStillRunning(identity) {
  return identity !== "" && identifyProcess(Number.parseInt(identity, 10)) === identity;
}

function signalReaches(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
