import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Installation } from "./installation";

/** What of an installation is killed: its start brings it back. */
export type Program = "console" | "worker" | "database";

interface Running {
  pid: number;
  parent: number;
  command: string;
}

/** As `kill -9` does, once; throws when it does not run. */
export function killProgram(muster: Installation, program: Program): void {
  const pid = program === "database" ? findDatabase(muster) : findChild(muster, program);
  process.kill(pid, "SIGKILL");
}

function findChild(muster: Installation, program: "console" | "worker"): number {
  const all = listProcesses();
  const file = program === "console" ? "server.js" : "worker.js";
  const family = new Set([muster.pid]);
  // Parents come before their children or after them: as many rounds as there are generations.
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  const found = all.find(({ pid, command }) => family.has(pid) && command.includes(join("build", file)));
  if (!found) throw new Error(`no ${program} runs`);
  return found.pid;
}

function findDatabase(muster: Installation): number {
  const wanted = join(muster.dataDirectory, "postgres");
  const note = join(wanted, "moved-to");
  const home = existsSync(note) ? readFileSync(note, "utf8").trim() : wanted;
  const found = listProcesses().find(({ command }) => command.includes(`-D ${home}`));
  if (!found) throw new Error("no database runs");
  return found.pid;
}

function listProcesses(): Running[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
