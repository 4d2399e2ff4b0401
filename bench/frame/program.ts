import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { boundToUs } from "@/scripts/process/bound-to-us.mjs";
import { killGroup } from "@/scripts/process/kill-group";
import { projectRoot } from "@/scripts/process/project-root";
import type { ChildEnvironment } from "@/scripts/process/run-child";

/** A program that a benchmark started, and ends. */
export interface Program {
  readonly pid: number;
  /** The next message it sends for which `read` has an answer; rejects when it ends before. */
  next<Answer>(read: (message: unknown) => Answer | null): Promise<Answer>;
  send(message: object): void;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const stopWithinMs = 9_000;

/** Starts a program that says `{ type: "ready" }` when it is; `file` is relative to the project's folder. */
export async function startProgram(
  file: string,
  env: ChildEnvironment,
  execArgv: string[] = [],
): Promise<Program> {
  const child = fork(join(projectRoot, file), {
    cwd: projectRoot,
    env: env as NodeJS.ProcessEnv,
    execArgv: [...execArgv, ...boundToUs(1_000)],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    detached: process.platform !== "win32",
  });
  const program = follow(child, file);
  try {
    await program.next((message) => (isReady(message) ? true : null));
    return program;
  } catch (error) {
    killGroup(child, "SIGKILL");
    throw error;
  }
}

function follow(child: ChildProcess, file: string): Program {
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    next: (read) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          child.off("message", hear).off("exit", ended).off("error", reject);
          act();
        };
        const hear = (message: unknown) => {
          const answer = read(message);
          if (answer !== null) settle(() => resolve(answer));
        };
        const ended = () => settle(() => reject(new Error(`${file} ended`)));
        if (gone()) return ended();
        child.on("message", hear).on("exit", ended).on("error", reject);
      }),
    send: (message) => child.send(message),
    stop: (signal = "SIGTERM") =>
      new Promise((resolve) => {
        if (gone()) return resolve();
        const timer = setTimeout(() => killGroup(child, "SIGKILL"), stopWithinMs);
        child.once("exit", () => {
          clearTimeout(timer);
          resolve();
        });
        child.kill(signal);
      }),
  };
}

function isReady(message: unknown): boolean {
  return typeof message === "object" && message !== null && "type" in message && message.type === "ready";
}
