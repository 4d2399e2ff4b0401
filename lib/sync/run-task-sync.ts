import { keepOpenSplit, openSplitOf } from "@/lib/domain/open-split";
import { sameProgress } from "@/lib/domain/progress";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { isMissing } from "@/lib/iotda/errors";
import type { Platform } from "@/lib/iotda/platform";
import { noteAnswer, noteTrouble } from "@/lib/store/connection-health";
import type { Database, Tx } from "@/lib/store/db";
import { countByStatus, selectTargets } from "@/lib/store/subtask-store";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { endLease, failLease, LeaseLost, releaseLease, writeUnderLease } from "@/lib/store/sync-lease";
import { findTaskByPk, markTaskDeleted, markTaskRead, saveSeenTask } from "@/lib/store/task-store";
import type { TaskLease } from "@/lib/store/task-sync-store";
import { countWaiting } from "./count-waiting";
import { EndlessPages } from "./crawl";
import { createPageReader } from "./page-reader";
import { judgeRead, nextInterval, nextReadAfter, planRows, rowsAgree, smallTask } from "./plan";
import { describeFailure, isOnePageOnly, probeMs } from "./read-failure";
import { readRows } from "./read-rows";
import type { SyncLog } from "./sync-log";

export interface SyncDeps {
  database: Database;
  platformFor: (connection: { id: number }) => Promise<Platform>;
  now: () => Date;
  log: SyncLog;
  /** Pages of one task read at once. */
  pageConcurrency: number;
}

/**
 * Reads one task under its lease and plans the next read; never throws for what the platform does. Counters are
 * written before any row, rows as they come, and nothing after the lease is lost (F42). `signal` ends it early.
 */
export async function runTaskSync(lease: TaskLease, deps: SyncDeps, signal: AbortSignal): Promise<void> {
  try {
    await readTask(lease, deps, signal);
  } catch (error) {
    await settleFailure(lease, deps, signal, error);
  }
}

async function readTask(lease: TaskLease, deps: SyncDeps, signal: AbortSignal): Promise<void> {
  const { database, now, log } = deps;
  const held = await findTaskByPk(database.prisma, lease.id, now());
  if (!held) return;
  const platform = await deps.platformFor({ id: lease.connectionId });
  const which = { taskId: lease.taskId, appId: held.appId };
  const reader = createPageReader(platform, which, { now, signal });
  const first = await reader.read({ limit: platform.paging.limit }, "polling");

  const write = <T>(run: (tx: Tx) => Promise<T>) => writeUnderLease(database, lease, now(), run);
  const saveTask = (tx: Tx) =>
    saveSeenTask(tx, {
      connectionId: lease.connectionId,
      ...reader.latest(),
      source: "show",
      makeDue: false,
    });
  const countersNow = () => reader.latest().task.progress;

  const shown = reader.latest().task;
  const { progress: before, openUntold } = shown;
  const start = await write(async (tx) => ({
    task: await saveTask(tx),
    rows: await countByStatus(tx, lease.id),
  }));
  const { status, snapshot } = start.task;
  const complete = snapshot.subtasksComplete;
  const mayWait = openUntold && complete && !isFinalTaskStatus(status);
  const waiting = mayWait ? await countWaiting(reader, first, start.rows) : null;
  const plan = planRows({ complete, status, progress: before, rows: start.rows, waiting });
  // A task of one window is somebody's own small task; the crawl of a large one waits behind everything else.
  const lane = (before?.total ?? first.total) <= smallTask ? "polling" : "bulk";
  const result = await readRows(plan, {
    reader,
    lane,
    concurrency: deps.pageConcurrency,
    first,
    save: (rows) =>
      write(async (tx) => {
        await saveTask(tx);
        await saveSubtaskRows(tx, lease.id, rows, now());
      }),
    findOthers: (statuses, met) => selectTargets(database, lease.id, { status: statuses }, [...met]),
    disagrees: async () => {
      await reader.catchUp(lane);
      const after = countersNow();
      if (!before || !after || !sameProgress(before, after)) return false;
      return !rowsAgree(after, await countByStatus(database.prisma, lease.id), openUntold);
    },
  });
  reportFailures(result.failures, lease, log);
  if (plan.read !== "nothing") await reader.catchUp(lane);

  const next = await write(async (tx) => {
    const task = await saveTask(tx);
    const rows = await countByStatus(tx, lease.id);
    const verdict = judgeRead({
      whole: result.whole,
      before: keepOpenSplit(shown, task.progress),
      after: countersNow() && task.progress,
      status: task.status,
      rows,
      openUntold,
    });
    const open = openUntold && verdict.complete ? openSplitOf(rows) : undefined;
    await markTaskRead(tx, lease.id, { ...verdict, open });
    const moved = held.status !== task.status || !sameProgress(held.progress, task.progress);
    const followed = task.snapshot.followed && !isFinalTaskStatus(task.status);
    const intervalMs = nextInterval(lease.intervalMs, { followed, moved });
    const waitMs = nextReadAfter(intervalMs, { followed, status: task.status });
    const dueAt = verdict.final ? null : new Date(now().getTime() + waitMs);
    await endLease(tx, lease, { dueAt, intervalMs });
    return { ...verdict, read: task.snapshot.subtasksRead };
  });
  await noteAnswer(database.prisma, lease.connectionId);
  if (plan.read !== "nothing") {
    log.info(
      {
        connectionId: lease.connectionId,
        taskId: lease.taskId,
        kind: plan.read,
        total: next.read,
        state: next.final ? "final" : next.complete ? "complete" : "partial",
      },
      "The subtasks of a task were read.",
    );
  }
}

/** Pages that cannot be read leave the run partial; any other trouble ends it. */
function reportFailures(failures: readonly unknown[], lease: TaskLease, log: SyncLog): void {
  const fatal = failures.find((error) => !isOnePageOnly(error) && !(error instanceof EndlessPages));
  if (fatal !== undefined) throw fatal;
  if (failures.length === 0) return;
  const { connectionId, taskId } = lease;
  log.warn(
    { connectionId, taskId, failed: failures.length, error: failures[0] },
    "Some pages of a task could not be read; what was stored of them stays.",
  );
}

async function settleFailure(
  lease: TaskLease,
  { database, now, log }: SyncDeps,
  signal: AbortSignal,
  error: unknown,
): Promise<void> {
  const { connectionId, taskId } = lease;
  if (error instanceof LeaseLost)
    return log.info({ connectionId, taskId, fence: lease.fence }, error.message);
  if (signal.aborted) return releaseLease(database.prisma, lease, now());
  const at = now();
  if (isMissing(error)) {
    await writeUnderLease(database, lease, at, async (tx) => {
      await markTaskDeleted(tx, lease.id, at);
      await endLease(tx, lease, { dueAt: null });
    });
    log.info({ connectionId, taskId }, "The platform no longer has this task.");
    return noteAnswer(database.prisma, connectionId);
  }
  const failure = describeFailure(error, lease);
  const retryAt = new Date(at.getTime() + failure.delayMs);
  await failLease(database.prisma, lease, {
    at,
    reason: failure.reason,
    throttled: failure.throttled,
    retryAt,
  });
  if (failure.shared) {
    const probe = failure.reason === "upstream_auth" ? probeMs.auth : probeMs.down;
    const probeAt = new Date(at.getTime() + probe);
    await noteTrouble(database.prisma, connectionId, { at, reason: failure.reason, probeAt });
  }
  log.warn(
    { connectionId, taskId, reason: failure.reason, dueInMs: failure.delayMs, error },
    "A task could not be read; what is stored stays.",
  );
}
