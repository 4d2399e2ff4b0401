import { setTimeout as sleep } from "node:timers/promises";
import { CommandFailure } from "../process/command-failure";
import { portProblem } from "../process/ports";

const REASONS: Record<string, string> = {
  EADDRINUSE: "is in use: stop the program that listens there, or set PORT to another number",
  EACCES: "may not be used by this user: set PORT to a number above 1023",
  EADDRNOTAVAIL: "is not possible: HOST is not an address of this machine",
  ENOTFOUND: "is not possible: HOST is not an address of this machine",
};

/** Fails with one line when the console could not listen there; waits up to `patienceMs` for a taken port. */
export async function requirePort(port: number, host: string, patienceMs: number): Promise<void> {
  const problem = await portProblemAfter(port, host, patienceMs);
  if (problem !== null)
    throw new CommandFailure(`PORT ${port} on ${host} ${REASONS[problem] ?? `cannot be used (${problem})`}.`);
}

/** As `portProblem`, asked again until the port is free or the patience is at its end. */
export async function portProblemAfter(
  port: number,
  host: string,
  patienceMs: number,
): Promise<string | null> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const problem = await portProblem(port, host);
    if (problem !== "EADDRINUSE" || Date.now() > deadline) return problem;
    await sleep(200);
  }
}
