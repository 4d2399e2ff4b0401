import { readFileSync } from "node:fs";

/** Seconds of processor time and bytes of memory that a process of this machine holds; null where only Linux tells. */
export function usageOf(pid: number): { cpuSeconds: number; residentBytes: number } | null {
  if (process.platform !== "linux") return null;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, in brackets, may have blanks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return { cpuSeconds: ticks / 100, residentBytes: Number(resident ?? 0) * 1_024 };
}
