import { join } from "node:path";
import type { EntryName } from "../build/bundle";
import { projectRoot } from "../process/project-root";
import type { ChildEnvironment } from "../process/run-child";
import { Stopped } from "../process/stop-signal";
import { SupervisedChild } from "./supervised-child";

const NAMES = { server: "console", worker: "worker", simulator: "sandbox" } as const;
export type MemberName = keyof typeof NAMES;

// From the beginning of a stop, in ms. What PostgreSQL takes comes after, and all must be over within 10 s.
const DEADLINES = { work: 7_000, sandbox: 8_500 };

/** The processes of one `npm start`, and the order in which they end. */
export class Crew {
  private readonly members = new Map<EntryName, SupervisedChild>();
  private stopping = false;

  constructor(private readonly giveUp: (error: Error) => void) {}

  /** Starts a program from `build/`, and waits for those that say when they are ready. */
  async start(name: MemberName, env: ChildEnvironment): Promise<void> {
    if (this.stopping) throw new Stopped("stopped");
    const file = join(projectRoot, "build", `${name}.js`);
    const member = new SupervisedChild(
      { name: NAMES[name], file, env, quiet: name === "simulator" },
      this.giveUp,
    );
    this.members.set(name, member);
    if (name === "worker") member.start();
    else await member.startAndWait();
  }

  async restart(name: EntryName): Promise<void> {
    if (!this.stopping) await this.members.get(name)?.restart();
  }

  /** Console and worker first, side by side; the sandbox after them, since they may still be talking to it. */
  async stop(): Promise<void> {
    this.stopping = true;
    const started = Date.now();
    const stop = (name: MemberName, deadline: number) =>
      this.members.get(name)?.stop(Math.max(0, started + deadline - Date.now()));
    await Promise.all([stop("server", DEADLINES.work), stop("worker", DEADLINES.work)]);
    await stop("simulator", DEADLINES.sandbox);
  }
}
