import { identifyProcess, isStillRunning } from "./process-identity.mjs";

/** The reason of an abort that a person or a supervisor asked for; nothing has gone wrong. */
export class Stopped extends Error {
  override name = "Stopped";
}

/**
 * Aborts on Ctrl-C, SIGTERM, SIGHUP, and when whoever started us is gone. npm runs us below a shell that dies of a
 * SIGTERM without passing it on; and a supervisor may name itself in MUSTER_SUPERVISOR_PID to take us along when it dies.
 */
export function listenForStop(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort(new Stopped("stopped"));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // Whoever read our output is gone (`npm test | head`): without this, writing on would end us on the spot.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", stop);
  const isAbandoned = watchStarter();
  if (isAbandoned) setInterval(() => isAbandoned() && stop(), 500).unref();
  return controller.signal;
}

function watchStarter(): (() => boolean) | null {
  const supervisor = identifyProcess(Number(process.env.MUSTER_SUPERVISOR_PID ?? 0));
  const parent = process.ppid;
  const underNpm = process.env.npm_lifecycle_event !== undefined && process.platform !== "win32";
  if (!supervisor && !underNpm) return null;
  return () => (underNpm && process.ppid !== parent) || (supervisor !== null && !isStillRunning(supervisor));
}
