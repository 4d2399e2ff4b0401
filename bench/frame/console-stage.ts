import { join } from "node:path";
import { type Database, openDatabase } from "@/lib/store/db";
import { ensureBuilt } from "@/scripts/build/ensure-built";
import { findFreePort } from "@/scripts/process/ports";
import { projectRoot } from "@/scripts/process/project-root";
import { type ChildEnvironment, mustRun } from "@/scripts/process/run-child";
import { makeUndo, openOwnPostgres } from "./own-postgres";
import { type Program, startProgram } from "./program";
import { seedTask } from "./seed-task";

export interface ConsoleSettings {
  /** Rows of the seeded task; none is seeded without. */
  rows?: number;
  /** Where the platform of the connection `sandbox` listens, with the keys of the sandbox; by default nobody does. */
  platformUrl?: string;
  /** Also starts a worker. */
  worker?: boolean;
  /** On top of what console and worker get. */
  env?: ChildEnvironment;
  /** Arguments of Node for the console, as for a module that rides along. */
  consoleArguments?: string[];
  signal?: AbortSignal;
}

/** The built console with a PostgreSQL of its own, and somebody who is signed in to it. */
export interface ConsoleStage {
  /** `http://127.0.0.1:{port}`, without a slash. */
  url: string;
  /** The `Cookie` header of an administrator's session. */
  cookie: string;
  connection: { id: number; slug: string };
  /** Of the seeded task: the platform's id, and the number in the database. */
  task: { taskId: string; pk: number };
  /** `/api/v1/connections/sandbox/tasks/{id}` of the seeded task. */
  taskPath: string;
  databaseUrl: string;
  database: Database;
  console: Program;
  worker: Program | null;
  /** Another process of the same house: a second worker, or a second console with `port` in `env.PORT`. */
  start(name: "server" | "worker", env?: ChildEnvironment): Promise<Program>;
  close(): Promise<void>;
}

/** What the stage's consoles sign with. */
export const benchSecret = "a secret of the benchmark's own, long enough";

const taskId = "6b0300000000000000000001";
const admin = { email: "admin@example.test", password: "lantern-quartz-meadow-42" };

export async function openConsoleStage(settings: ConsoleSettings = {}): Promise<ConsoleStage> {
  const { rows = 0, platformUrl = "http://127.0.0.1:9", signal } = settings;
  await ensureBuilt(["worker", "server", "pages"], signal);
  const undo = makeUndo();
  const { close } = undo;
  try {
    const { databaseUrl, directory } = await openOwnPostgres(undo);
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const env = makeEnvironment({ url, port, directory, databaseUrl, platformUrl }, settings.env);
    await mustRun("The bootstrap", {
      ...{ file: process.execPath, args: [join("build", "bootstrap.js")], cwd: projectRoot },
      ...{ env, signal },
    });
    const database = openDatabase(databaseUrl, { maxConnections: 4 });
    undo.push(() => database.close());
    const { id, slug } = await database.prisma.connection.findFirstOrThrow({ where: { slug: "sandbox" } });
    const pk = rows > 0 ? await seedTask(database, id, { taskId, rows }) : 0;
    const { consoleArguments } = settings;
    const start = async (name: "server" | "worker", extra: ChildEnvironment = {}) => {
      const execArgv = name === "server" ? consoleArguments : [];
      const program = await startProgram(join("build", `${name}.js`), { ...env, ...extra }, execArgv);
      undo.push(() => program.stop());
      return program;
    };
    const worker = settings.worker ? await start("worker") : null;
    const server = await start("server");
    const cookie = await signIn(url);
    return {
      ...{ url, cookie, database, worker, start, close, console: server, databaseUrl },
      connection: { id, slug },
      task: { taskId, pk },
      taskPath: `/api/v1/connections/${slug}/tasks/${taskId}`,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Place {
  url: string;
  port: number;
  directory: string;
  databaseUrl: string;
  platformUrl: string;
}

function makeEnvironment(place: Place, extra: ChildEnvironment = {}): ChildEnvironment {
  const { url, port, directory, databaseUrl, platformUrl } = place;
  return {
    ...{
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    // Next would read a `.env` of the person who measures.
    __NEXT_PROCESSED_ENV: "true",
    ...{ PORT: String(port), HOST: "127.0.0.1", APP_URL: url, DATABASE_URL: databaseUrl },
    ...{ MUSTER_DATA_DIR: directory, MUSTER_SECRET: benchSecret },
    ...{ MUSTER_ADMIN_EMAIL: admin.email, MUSTER_ADMIN_PASSWORD: admin.password },
    MUSTER_SANDBOX_URL: platformUrl,
    ...extra,
  };
}

/** A new session of the administrator, or of somebody with the same password, as its `Cookie` header; `origin` as a browser sends it. */
export async function signIn(url: string, email: string = admin.email): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, "sec-fetch-site": "same-origin" },
    body: JSON.stringify({ ...admin, email }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
  if (!response.ok || !cookie) throw new Error(`signing in was answered ${response.status}`);
  return cookie;
}
