import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "@/scripts/database/embedded-postgres";
import { removeHome } from "@/scripts/database/locate-home";
import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import type { Simulator } from "@/simulator/simulator";
import { Installation } from "./installation";

/** What stands between machines: one database, one platform. */
export interface CommonGround {
  simulator: Simulator;
  database: pg.Pool;
  /** A machine: `npm start` with a console on that port and a worker. Nothing of it runs yet. */
  addMachine(port: number): Installation;
  close(): Promise<void>;
}

export async function openCommonGround(env: Record<string, string>): Promise<CommonGround> {
  const directory = mkdtempSync(join(tmpdir(), "muster-machines-"));
  const postgres = await startEmbeddedPostgres({ directory, database: "muster" });
  const { projectId, accessKey, secretKey, seed } = SANDBOX;
  const account = { projectId, accessKey, secretKey };
  const simulator = createSimulator({ ...account, seed, now: () => new Date(), speed: 1, fleet: "demo" });
  const { url } = await simulator.listen();
  const database = new pg.Pool({ connectionString: postgres.url, max: 2 });
  // The server is stopped before the pool is empty.
  database.on("error", () => undefined);
  const machines: Installation[] = [];
  return {
    simulator,
    database,
    addMachine(port) {
      const machine = new Installation({
        ...{ port, simulatorPort: 0 },
        env: {
          ...{ DATABASE_URL: postgres.url, MUSTER_SECRET: "what all machines of one house share: a secret" },
          ...{ IOTDA_ENDPOINT: url, IOTDA_REGION: "cn-north-4", HUAWEICLOUD_SDK_PROJECT_ID: projectId },
          ...{ HUAWEICLOUD_SDK_AK: accessKey, HUAWEICLOUD_SDK_SK: secretKey },
          ...env,
        },
      });
      machines.push(machine);
      return machine;
    },
    async close() {
      await Promise.all(machines.map((machine) => machine.remove()));
      await database.end();
      await simulator.close();
      await postgres.release(5);
      removeHome(directory);
    },
  };
}

/** The process that holds a lease names itself `{host}-{pid}-{random}`. */
export function pidOf(owner: string): number {
  const pid = Number(/-(\d+)-[0-9a-f]+$/.exec(owner)?.[1]);
  if (!Number.isInteger(pid)) throw new Error(`no process in ${owner}`);
  return pid;
}

/** Names of the events that came on a console's stream so far. */
export async function listenTo(
  address: string,
  authorization: string,
  signal: AbortSignal,
): Promise<{ heard: string[] }> {
  const answer = await fetch(address, { headers: { authorization, accept: "text/event-stream" }, signal });
  if (!answer.ok || !answer.body) throw new Error(`the stream was answered ${answer.status}`);
  const heard: string[] = [];
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => {
    for (let rest = ""; ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split("\n");
      rest = lines.pop() ?? "";
      heard.push(...lines.flatMap((line) => (line.startsWith("event:") ? [line.slice(6).trim()] : [])));
    }
  };
  read().catch(() => undefined);
  return { heard };
}
