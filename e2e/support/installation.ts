import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { removeHome } from "@/scripts/database/locate-home";
import { stage } from "./stage";

const projectRoot = resolve(import.meta.dirname, "../..");

export interface InstallationSettings {
  port: number;
  simulatorPort: number;
  env?: Record<string, string>;
}

/** A `npm start` of its own, with its own data directory: for what must not happen to the stage of the others. */
export class Installation {
  readonly dataDirectory = mkdtempSync(join(tmpdir(), "muster life "));
  readonly url: string;
  output = "";
  private process: ChildProcess | null = null;

  constructor(private readonly settings: InstallationSettings) {
    this.url = `http://localhost:${settings.port}`;
  }

  /** Of the command that was started; 0 before that. */
  get pid(): number {
    return this.process?.pid ?? 0;
  }

  /** Starts it and resolves when the console answers, or rejects with what it printed. */
  async start(): Promise<void> {
    this.launch();
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      if (this.process?.exitCode !== null) throw new Error(`it ended at once:\n${this.output}`);
      if (await answers(`${this.url}/readyz`)) return;
      await sleep(200);
    }
    throw new Error(`it did not answer:\n${this.output}`);
  }

  /** Starts it and resolves with its exit code: for starts that must fail. */
  async startAndFail(): Promise<number | null> {
    this.launch();
    return this.ended();
  }

  /** As Ctrl-C does; resolves with the exit code and how long it took, in milliseconds. */
  async stop(signal: NodeJS.Signals = "SIGINT"): Promise<{ code: number | null; tookMs: number }> {
    const began = Date.now();
    this.process?.kill(signal);
    return { code: await this.ended(), tookMs: Date.now() - began };
  }

  /** Kills the starter; resolves when its programs have noticed and are gone too, which takes them 5 s at most. */
  async killHard(): Promise<void> {
    this.process?.kill("SIGKILL");
    await this.ended();
    const deadline = Date.now() + 5_000;
    while (await this.programsAnswer()) {
      if (Date.now() > deadline) throw new Error("its programs live on without the one that started them");
      await sleep(100);
    }
  }

  /** Command lines of the processes that belong to this installation's data directory or ports. */
  leftovers(): string[] {
    const lines = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
    return lines.filter((line) => line.includes(this.dataDirectory)).map((line) => line.trim());
  }

  async programsAnswer(): Promise<boolean> {
    const { port, simulatorPort } = this.settings;
    const console = await answers(`http://localhost:${port}/healthz`);
    return console || (await answers(`http://127.0.0.1:${simulatorPort}/_simulator/state`));
  }

  async remove(): Promise<void> {
    if (this.process && this.process.exitCode === null && this.process.signalCode === null) await this.stop();
    // As root the database lives elsewhere, where its own user can reach it.
    removeHome(join(this.dataDirectory, "postgres"));
    rmSync(this.dataDirectory, { recursive: true, force: true });
  }

  private launch(): void {
    const { port, simulatorPort, env } = this.settings;
    this.output = "";
    const child = spawn(process.execPath, ["scripts/start.mjs"], {
      cwd: projectRoot,
      env: {
        NODE_ENV: "production",
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        PORT: String(port),
        SIMULATOR_PORT: String(simulatorPort),
        MUSTER_DATA_DIR: this.dataDirectory,
        MUSTER_ADMIN_EMAIL: stage.admin.email,
        MUSTER_ADMIN_PASSWORD: stage.admin.password,
        MUSTER_API_TOKEN: stage.apiToken,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (chunk: Buffer) => {
      this.output += chunk.toString();
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    this.process = child;
  }

  private ended(): Promise<number | null> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) {
      return Promise.resolve(child?.exitCode ?? null);
    }
    return new Promise((done) => child.once("exit", (code) => done(code)));
  }
}

/** Over a connection of its own: one that was kept would end with the program, and then prove nothing. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get(url, { agent: false, signal: AbortSignal.timeout(2_000) }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on("error", () => resolve(false));
  });
}
