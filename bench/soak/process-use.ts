import { readdirSync, readFileSync } from "node:fs";

/** What processes have used so far; Linux only, as /proc tells it. */
export interface ProcessUse {
  cpuSeconds: number;
  /** Megabytes in memory now; what processes share counts for each of them. */
  residentMb: number;
}

/** Of a clock tick of /proc, which is 10 ms on every Linux that Node runs on. */
const ticksPerSecond = 100;
const pageMb = 4 / 1_024;

export function measureUse(pids: readonly number[]): ProcessUse {
  let [ticks, pages] = [0, 0];
  for (const pid of pids) {
    try {
      const fields = statOf(pid);
      ticks += Number(fields[11]) + Number(fields[12]);
      pages += Number(fields[21]);
    } catch {
      // It ended in between.
    }
  }
  return { cpuSeconds: ticks / ticksPerSecond, residentMb: pages * pageMb };
}

/** A process and all that it forked: a database server has one for each connection. */
export function familyOf(parent: number): number[] {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
  return [parent, ...children];
}

/** 0 when there is no such process. */
export function parentOf(pid: number): number {
  try {
    return Number(statOf(pid)[1]);
  } catch {
    return 0;
  }
}

/** The fields behind the name of the program, which may hold blanks: state, parent, … (`man proc_pid_stat`). */
function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}
