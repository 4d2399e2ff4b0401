import { type ChildProcess, fork } from "node:child_process";
import { boundToUs } from "../process/bound-to-us.mjs";
import { CommandFailure } from "../process/command-failure";
import { killGroup } from "../process/kill-group";
import type { ChildEnvironment } from "../process/run-child";
import { relayOutput } from "./relay-output";
import { restartDelay } from "./restart-policy";

export type ChildDefinition = {
  /** As people call it: "console", "worker". */
  name: string;
  file: string;
  env: ChildEnvironment;
  /** Keeps back what it writes to stdout; its errors are always shown. */
  quiet?: boolean;
};

const READY_TIMEOUT_MS = 60_000;

/**
 * A process of ours that is started again when it dies. It has an IPC channel, over which it says `{ type: "ready" }`
 * and by whose end it notices a kill -9 of ours; and a process group of its own, so that a Ctrl-C in the terminal is
 * handled by us alone.
 */
export class SupervisedChild {
  private child: ChildProcess | null = null;
  private readonly deaths: number[] = [];
  private restartTimer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly definition: ChildDefinition,
    /** Called when it is not worth starting it again. */
    private readonly giveUp: (error: Error) => void,
  ) {}

  /** Starts it; from now on it is kept running. */
  start(): void {
    this.stopping = false;
    this.watch(this.spawn());
  }

  /** Starts it and waits until it says that it is ready; a death before that is final. */
  startAndWait(): Promise<void> {
    const child = this.spawn();
    return new Promise((resolve, reject) => {
      const settle = (failure: string | null) => {
        clearTimeout(timer);
        child.off("exit", died);
        if (failure !== null) return reject(new CommandFailure(`The ${this.definition.name} ${failure}.`));
        this.watch(child);
        resolve();
      };
      const died = (code: number | null, signal: string | null) =>
        settle(`ended before it was ready (${code ?? signal})`);
      const timer = setTimeout(() => settle("did not become ready within 60 s"), READY_TIMEOUT_MS);
      child.on("exit", died);
      child.on("message", (message) => {
        if (isReady(message)) settle(null);
      });
    });
  }

  /** Ends it and starts it anew, as after a change of its program. */
  async restart(): Promise<void> {
    await this.stop(5_000);
    this.start();
  }

  /** Asks it to end, and ends it after `graceMs`. Resolves when it is gone. */
  stop(graceMs: number): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restartTimer);
    const { child } = this;
    if (!child || !isAlive(child)) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => killGroup(child, "SIGKILL"), graceMs);
      child.once("exit", () => {
        clearTimeout(timer);
        killGroup(child, "SIGKILL"); // whatever it may have left behind
        resolve();
      });
      child.kill("SIGTERM");
    });
  }

  private spawn(): ChildProcess {
    const { file, env, quiet } = this.definition;
    const output = quiet ? "ignore" : process.stdout.isTTY ? "pipe" : "inherit";
    const child = fork(file, {
      env: env as NodeJS.ProcessEnv,
      execArgv: ["--enable-source-maps", ...boundToUs(3_500)],
      stdio: ["ignore", output, "inherit", "ipc"],
      detached: process.platform !== "win32",
    });
    if (child.stdout) relayOutput(child.stdout, (line) => process.stdout.write(line));
    child.on("error", (error) => this.giveUp(error)); // the system has no room for it
    this.child = child;
    return child;
  }

  private watch(child: ChildProcess): void {
    child.on("exit", (code, signal) => this.recover(child, code ?? signal));
  }

  private recover(child: ChildProcess, how: number | string | null): void {
    if (this.stopping || child !== this.child) return;
    const { name } = this.definition;
    this.deaths.push(Date.now());
    const delay = restartDelay(this.deaths, Date.now());
    if (delay === null) {
      this.giveUp(new CommandFailure(`The ${name} ended 5 times within a minute (${how}); giving up.`));
      return;
    }
    console.error(`The ${name} ended unexpectedly (${how}); starting it again in ${delay / 1000} s.`);
    this.restartTimer = setTimeout(() => this.start(), delay);
  }
}

function isAlive({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}

function isReady(message: unknown): boolean {
  return typeof message === "object" && message !== null && "type" in message && message.type === "ready";
}
