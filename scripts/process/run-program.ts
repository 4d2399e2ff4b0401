import { fork } from "node:child_process";
import { boundToUs } from "./bound-to-us.mjs";
import { killGroup } from "./kill-group";
import type { ChildEnvironment } from "./run-child";
import { listenForStop } from "./stop-signal";

const GRACE_MS = 9_000;

/** Runs one of our programs in the foreground until it ends or is asked to; resolves with the exit code to pass on. */
export function runProgram(file: string, env: ChildEnvironment): Promise<number> {
  const signal = listenForStop();
  const child = fork(file, {
    env: env as NodeJS.ProcessEnv,
    execArgv: ["--enable-source-maps", ...boundToUs(3_500)],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: process.platform !== "win32",
  });
  const stop = () => {
    child.kill("SIGTERM");
    setTimeout(() => killGroup(child, "SIGKILL"), GRACE_MS).unref();
  };
  signal.addEventListener("abort", stop, { once: true });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      signal.removeEventListener("abort", stop);
      resolve(signal.aborted ? 0 : (code ?? 1));
    });
  });
}
