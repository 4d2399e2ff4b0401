import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CommandFailure } from "../process/command-failure";
import { findFreePort, portProblem } from "../process/ports";
import { identifyProcess, isStillRunning } from "../process/process-identity.mjs";
import { writeAtomically } from "../process/write-atomically";
import { portProblemAfter } from "./require-port";

const SandboxRecord = z.object({ port: z.number().int(), owner: z.string() });
type SandboxRecord = z.infer<typeof SandboxRecord>;

export type SandboxPort = {
  port: number;
  /** Another start on this data directory runs the sandbox already. */
  shared: boolean;
};

/**
 * The sandbox's port: the wanted one, else the same as last time, so that its address stays, else a free one.
 * `patienceMs` is how long to wait for a port that a killed start may still hold.
 */
export async function claimSandboxPort(
  directory: string,
  wanted: number | null,
  patienceMs: number,
): Promise<SandboxPort> {
  const last = readRecord(directory);
  if (last && isElsewhere(last) && (await portProblem(last.port)) === "EADDRINUSE")
    return { port: last.port, shared: true };
  const port = await choosePort(wanted, last, patienceMs);
  const record: SandboxRecord = { port, owner: identifyProcess(process.pid) ?? "" };
  writeAtomically(recordFile(directory), `${JSON.stringify(record)}\n`);
  return { port, shared: false };
}

async function choosePort(
  wanted: number | null,
  last: SandboxRecord | null,
  patienceMs: number,
): Promise<number> {
  const preferred = wanted ?? last?.port;
  if (preferred === undefined) return findFreePort();
  const problem = await portProblemAfter(preferred, "127.0.0.1", patienceMs);
  if (problem === null) return preferred;
  if (wanted !== null) throw new CommandFailure(`SIMULATOR_PORT ${wanted} cannot be used (${problem}).`);
  return findFreePort();
}

function isElsewhere({ owner }: SandboxRecord): boolean {
  return isStillRunning(owner) && owner !== identifyProcess(process.pid);
}

function readRecord(directory: string): SandboxRecord | null {
  const file = recordFile(directory);
  return existsSync(file)
    ? (SandboxRecord.safeParse(JSON.parse(readFileSync(file, "utf8"))).data ?? null)
    : null;
}

function recordFile(directory: string): string {
  return join(directory, "address.json");
}
