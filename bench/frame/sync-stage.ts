import { setTimeout as wait } from "node:timers/promises";
import { createPlatformRegistry, type PlatformRegistry } from "@/lib/services/connections/open-platform";
import { saveConnection } from "@/lib/store/connection-registration";
import { type Database, inTransaction, openDatabase } from "@/lib/store/db";
import { createSealer } from "@/lib/store/seal";
import { requestTaskRead, saveSeenTask } from "@/lib/store/task-store";
import { takeDueTasks } from "@/lib/store/task-sync-store";
import { runTaskSync } from "@/lib/sync/run-task-sync";
import { ensureBuilt } from "@/scripts/build/ensure-built";
import { makeUndo, openOwnPostgres } from "./own-postgres";
import { startUpstream, type Upstream } from "./upstream";

/** Pages read at once, `IOTDA_PAGE_CONCURRENCY`: as many offsets as there are behind a marker (sheet §6.6). */
export const pageConcurrency = 11;

/**
 * What a worker has that reads tasks, with a PostgreSQL of its own in its ordinary settings, in front of an upstream of
 * fixed latency: the product's client, which signs, its budget in the database, its sync and its writer.
 */
export interface SyncStage {
  upstream: Upstream;
  database: Database;
  /** Another connection to the same upstream, with its own budget; calls a second, 0 = no limit. */
  addConnection(slug: string, readPerSecond: number): Promise<number>;
  /** The task as an earlier list answer would have left it: known, none of its rows read. Its number. */
  meetTask(connectionId: number, taskId: string): Promise<number>;
  /** One read of the task by the product, from its lease to the last row stored; milliseconds. */
  readTask(connectionId: number, taskPk: number): Promise<number>;
  close(): Promise<void>;
}

const log = { info: () => undefined, warn: console.warn, error: console.error };
const now = () => new Date();
const sleep = async (milliseconds: number, signal?: AbortSignal) => {
  await wait(milliseconds, undefined, { signal });
};

export async function openSyncStage(signal: AbortSignal): Promise<SyncStage> {
  await ensureBuilt(["client"], signal);
  const undo = makeUndo();
  const { close } = undo;
  try {
    const { databaseUrl } = await openOwnPostgres(undo);
    const database = openDatabase(databaseUrl, { maxConnections: 15 });
    undo.push(() => database.close());
    const upstream = await startUpstream();
    undo.push(() => upstream.stop());
    const sealer = createSealer({ secret: "a secret of the benchmark's own, long enough" });
    const platformFor = createPlatformRegistry({
      ...{ database, sealer, now, sleep, log, pageConcurrency },
      rates: { read: 0, write: 0, na: 0 },
      allowedHosts: [],
      random: Math.random,
    });
    undo.push(() => platformFor.close());
    return { upstream, database, close, ...actsOn({ database, upstream, platformFor, sealer, signal }) };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Parts {
  database: Database;
  upstream: Upstream;
  platformFor: PlatformRegistry;
  sealer: ReturnType<typeof createSealer>;
  signal: AbortSignal;
}

function actsOn({ database, upstream, platformFor, sealer, signal }: Parts) {
  return {
    async addConnection(slug: string, readPerSecond: number): Promise<number> {
      const keys = { accessKey: "AKIABENCH", secretKey: "secret of the bench", securityToken: null };
      const given = {
        ...{ slug, name: slug, kind: "v5" as const, endpoint: upstream.url, region: "cn-north-4" },
        ...{ projectId: slug, instanceId: null, signature: "standard" as const, source: "sandbox" as const },
        rateRead: readPerSecond,
        credentials: { signIn: "keys" as const, ...keys },
      };
      const { connection } = await inTransaction(database, (tx) =>
        saveConnection(tx, given, { sealer, now: now() }),
      );
      return connection.id;
    },
    async meetTask(connectionId: number, taskId: string): Promise<number> {
      const platform = await platformFor({ id: connectionId });
      const { task } = await platform.showTask({ taskId, limit: 1 }, { lane: "people", signal });
      const seen = { connectionId, task, fetchedAt: now(), source: "list" as const };
      return (await inTransaction(database, (tx) => saveSeenTask(tx, seen))).id;
    },
    async readTask(connectionId: number, taskPk: number): Promise<number> {
      await requestTaskRead(database.prisma, taskPk, now());
      const began = performance.now();
      const due = { connectionId, owner: "bench", now: now(), limit: 1 };
      const [lease] = await takeDueTasks(database, due);
      if (lease?.id !== taskPk) throw new Error("another task was due");
      await runTaskSync(lease, { database, platformFor, sealer, now, log, pageConcurrency }, signal);
      return performance.now() - began;
    },
  };
}
