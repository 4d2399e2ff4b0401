import { type SpawnOptions, spawn } from "node:child_process";
import { CommandFailure } from "./command-failure";
import { killGroup } from "./kill-group";

export type ChildEnvironment = Record<string, string | undefined>;

export type ChildRun = {
  file: string;
  args: string[];
  /** The child's whole environment; ours when left out. */
  env?: ChildEnvironment;
  cwd?: string;
  /** `capture` keeps stdout and stderr together, `inherit` shows both, `stderr` keeps stdout and shows the rest. */
  output?: "capture" | "inherit" | "stderr" | "ignore";
  signal?: AbortSignal | undefined;
  /** What the child is asked with when `signal` aborts (SIGTERM), and how long before SIGKILL follows (4 s). */
  stopWith?: NodeJS.Signals;
  stopPatienceMs?: number;
  /** Another user and group to run as; only root may ask for it. */
  uid?: number | undefined;
  gid?: number | undefined;
};

export type ChildResult = { code: number; output: string };

const STDIO: Record<NonNullable<ChildRun["output"]>, SpawnOptions["stdio"]> = {
  capture: ["ignore", "pipe", "pipe"],
  inherit: ["ignore", "inherit", "inherit"],
  stderr: ["ignore", "pipe", "inherit"],
  ignore: "ignore",
};

/**
 * Runs a program to its end, in a process group of its own: a Ctrl-C in the terminal reaches only us, and aborting
 * ends the program with all it started. Resolves with any exit code; rejects when it cannot run or was aborted.
 */
export function runChild(run: ChildRun): Promise<ChildResult> {
  return new Promise((resolve, reject) => {
    if (run.signal?.aborted) return reject(run.signal.reason);
    const child = spawn(run.file, run.args, {
      cwd: run.cwd,
      env: run.env as NodeJS.ProcessEnv | undefined,
      ...(run.uid === undefined ? {} : { uid: run.uid, gid: run.gid }),
      stdio: STDIO[run.output ?? "capture"],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
    let lastResort: NodeJS.Timeout | undefined;
    const abort = () => {
      killGroup(child, run.stopWith ?? "SIGTERM");
      lastResort = setTimeout(() => killGroup(child, "SIGKILL"), run.stopPatienceMs ?? 4_000);
    };
    run.signal?.addEventListener("abort", abort, { once: true });
    const settle = (action: () => void) => {
      clearTimeout(lastResort);
      run.signal?.removeEventListener("abort", abort);
      action();
    };
    child.on("error", (error) => settle(() => reject(error)));
    child.on("close", (code) =>
      settle(() => {
        if (run.signal?.aborted) return reject(run.signal.reason);
        resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") });
      }),
    );
  });
}

/** As `runChild`, with its output kept back; when the program fails, `title` and the output become the message. */
export async function mustRun(title: string, run: ChildRun): Promise<string> {
  const { code, output } = await runChild(run);
  if (code !== 0) throw new CommandFailure(`${title} failed (exit code ${code}):\n${output.trimEnd()}`);
  return output;
}
