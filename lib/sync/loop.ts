import type { Platform } from "@/lib/iotda/platform";
import { probeFailing } from "@/lib/store/connection-health";
import { ensureListPolls, findDueLists, takeDueList } from "@/lib/store/connection-sync-store";
import type { Database } from "@/lib/store/db";
import type { Sealer } from "@/lib/store/seal";
import type { SyncLease } from "@/lib/store/sync-lease";
import { findConnectionsWithDueTasks, takeDueTasks } from "@/lib/store/task-sync-store";
import { holdLease } from "./hold-lease";
import { listedTypes } from "./listed-types";
import { runListSync } from "./run-list-sync";
import { runTaskSync } from "./run-task-sync";
import type { SyncLog } from "./sync-log";

export interface SyncLoopDeps {
  database: Database;
  platformFor: (connection: { id: number }) => Promise<Platform>;
  sealer: Sealer;
  now: () => Date;
  /** Ends early, or rejects, when the signal aborts. */
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Names this process in the leases. */
  owner: string;
  log: SyncLog;
  /** Pages of one task read at once (5). */
  pageConcurrency?: number;
}

/** Tasks of one connection read at once; the last ones are kept free for what people watch. */
const tasksAtOnce = { any: 4, watched: 6 } as const;
const tickMs = 500;
const retryMs = 2_000;
const stopMs = 5_000;

/**
 * Takes what is due, again and again, until stopped. Every connection has its own places, so a slow one never delays
 * another. Nothing that happens inside ends the loop: it is logged, and the next round comes.
 */
export function startSyncLoop(deps: SyncLoopDeps): { stop(): Promise<void> } {
  const { log, sleep } = deps;
  const stopping = new AbortController();
  const round = createRound(deps, stopping.signal);

  const loop = async () => {
    let isBroken = false;
    await probeFailing(deps.database, deps.now()).catch(() => undefined);
    while (!stopping.signal.aborted) {
      try {
        await round.start();
        isBroken = false;
      } catch (error) {
        if (!isBroken) log.error({ error }, "The sync cannot find out what is due; it keeps trying.");
        isBroken = true;
      }
      await sleep(isBroken ? retryMs : tickMs, stopping.signal).catch(() => undefined);
    }
  };
  const looping = loop();
  return {
    async stop() {
      stopping.abort();
      const finished = new AbortController();
      const inHand = looping.then(() => round.finish()).finally(() => finished.abort());
      await Promise.race([inHand, sleep(stopMs, finished.signal).catch(() => undefined)]);
    },
  };
}

/** Starts what is due and keeps what is in hand. */
function createRound(deps: SyncLoopDeps, stop: AbortSignal) {
  const { database, now, owner, log } = deps;
  const syncDeps = { ...deps, pageConcurrency: deps.pageConcurrency ?? 5 };
  const lists = new Set<number>();
  const tasks = new Map<number, number>();
  const inHand = new Set<Promise<void>>();

  const run = (lease: SyncLease, work: (signal: AbortSignal) => Promise<void>, done: () => void) => {
    const running = holdLease(lease, deps, stop, work)
      .catch((error: unknown) => log.error({ error, kind: lease.subject }, "A read ended unexpectedly."))
      .finally(() => {
        done();
        inHand.delete(running);
      });
    inHand.add(running);
  };

  const startList = async (connectionId: number) => {
    if (lists.has(connectionId)) return;
    const lease = await takeDueList(database, { connectionId, owner, now: now() });
    if (!lease) return;
    lists.add(connectionId);
    run(
      lease,
      (signal) => runListSync(lease, syncDeps, signal),
      () => lists.delete(connectionId),
    );
  };

  const startTasks = async (connectionId: number) => {
    const busy = tasks.get(connectionId) ?? 0;
    const watchedOnly = busy >= tasksAtOnce.any;
    const limit = (watchedOnly ? tasksAtOnce.watched : tasksAtOnce.any) - busy;
    if (limit <= 0) return;
    for (const lease of await takeDueTasks(database, {
      connectionId,
      owner,
      now: now(),
      limit,
      watchedOnly,
    })) {
      tasks.set(connectionId, (tasks.get(connectionId) ?? 0) + 1);
      run(
        lease,
        (signal) => runTaskSync(lease, syncDeps, signal),
        () => tasks.set(connectionId, (tasks.get(connectionId) ?? 1) - 1),
      );
    }
  };

  return {
    async start() {
      await ensureListPolls(database, listedTypes, now());
      for (const connectionId of await findDueLists(database, now())) await startList(connectionId);
      for (const connectionId of await findConnectionsWithDueTasks(database, now())) {
        await startTasks(connectionId);
      }
    },
    async finish() {
      await Promise.all(inHand);
    },
  };
}
