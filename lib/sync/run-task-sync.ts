import { keepOpenSplit, openSplitOf } from "@/lib/domain/open-split";
import { sameProgress } from "@/lib/domain/progress";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { noteAnswer } from "@/lib/store/connection-health";
import { keepPlace } from "@/lib/store/crawl-place";
import type { Tx } from "@/lib/store/db";
import { type Dispute, keepDispute } from "@/lib/store/dispute-store";
import { saveSubtaskSecrets } from "@/lib/store/subtask-secret-store";
import { countByStatus, selectTargets } from "@/lib/store/subtask-store";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { endLease, writeUnderLease } from "@/lib/store/sync-lease";
import { findTaskByPk, markTaskRead, saveSeenTask } from "@/lib/store/task-store";
import type { TaskLease } from "@/lib/store/task-sync-store";
import { findUnreadOutputs, hasUnreadOutputs, keepStatesAt } from "@/lib/store/unread-outputs";
import { countWaiting } from "./count-waiting";
import { eliminate } from "./eliminate";
import { findDispute, isStill, standingDispute } from "./judge-dispute";
import { createPageReader } from "./page-reader";
import { judgeRead, nextInterval, nextReadAfter, planRows, rowsAgree, smallTask } from "./plan";
import { readRows } from "./read-rows";
import { resumeAt } from "./resume";
import { DeadlyRead, reportFailures, settleFailure } from "./settle-task-failure";
import type { SyncDeps } from "./sync-deps";

/**
 * Reads one task under its lease and plans the next read; never throws for what the platform does. Counters are
 * written before any row, rows as they come, and nothing after the lease is lost (F42). `signal` ends it early; what
 * was broken off, for whatever reason, goes on at its place the next time.
 */
export async function runTaskSync(lease: TaskLease, deps: SyncDeps, signal: AbortSignal): Promise<void> {
  try {
    if (lease.orphaned && lease.deaths >= deadlyAfter) throw new DeadlyRead();
    await readTask(lease, deps, signal);
  } catch (error) {
    await settleFailure(lease, deps, signal, error);
  }
}

/** Readers that may die in a row before the next one waits as after any other failure. */
const deadlyAfter = 5;

const countersEveryMs = 1_000;
/** So many times the size of a small task, and the successes of a task are many calls. */
const largeTask = 10;

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
  let countersAt = 0;
  /** The counters of a large task come with each page, far more often than anybody looks at them. */
  const areDue = () => reader.latest().fetchedAt.getTime() - countersAt >= countersEveryMs;

  const shown = reader.latest().task;
  const { progress, openUntold } = shown;
  const total = Math.max(progress?.total ?? 0, first.total);
  const start = await write(async (tx) => ({
    task: await saveTask(tx),
    rows: await countByStatus(tx, lease.id),
  }));
  const { status, snapshot } = start.task;
  const complete = snapshot.subtasksComplete;
  const mayWait = openUntold && complete && !isFinalTaskStatus(status);
  const waiting = mayWait ? await countWaiting(reader, first, start.rows) : null;
  const dispute = standingDispute(lease.dispute, { status, now: now() });
  const planned = isStill(dispute, progress)
    ? { read: "nothing" as const }
    : planRows({
        ...{ complete, status, progress, rows: start.rows, waiting },
        ...{ smallTask: deps.smallTask, statesAt: lease.statesAt, unlisted: dispute?.unlisted },
      });
  const from =
    planned.read === "nothing" ? null : resumeAt(lease.place, { status, progress, total, now: now() });
  const plan = from ? { read: "all" as const } : planned;
  const before = from ? from.before : progress;
  // A task of one window is somebody's own small task; the crawl of a large one waits behind everything else.
  const lane = (progress?.total ?? first.total) <= smallTask ? "polling" : "bulk";
  if (lease.statesAt && plan.read === "statuses") await write((tx) => keepStatesAt(tx, lease.id, null));
  const result = await readRows(plan, {
    reader,
    lane,
    concurrency: deps.pageConcurrency,
    first,
    from,
    save: (rows, reached) =>
      write(async (tx) => {
        if (areDue()) countersAt = (await saveTask(tx)).snapshot.fetchedAt?.getTime() ?? 0;
        await saveSubtaskRows(tx, lease.id, rows, now());
        await saveSubtaskSecrets(tx, lease.id, rows, { sealer: deps.sealer, seenAt: now() });
        if (!reached || reached.pages === (from?.pages ?? 0) || reached.passed >= total) return;
        await keepPlace(tx, lease.id, { ...reached, total, before, reachedAt: now() });
      }),
    findOthers: (statuses, met) =>
      selectTargets(database, lease.id, { status: statuses }, { except: [...met] }),
    eliminate: async (gone) => {
      const isLarge = total > largeTask * (deps.smallTask ?? smallTask);
      if (!isLarge || openUntold) return false;
      return eliminate({
        ...{ taskPk: lease.id, gone, before: progress, after: countersNow(), seenAt: now(), write },
      });
    },
    findUnread: (limit) => findUnreadOutputs(database, lease.id, limit),
    disagrees: async () => {
      await reader.catchUp(lane);
      const after = countersNow();
      if (dispute || !progress || !after || !sameProgress(progress, after)) return false;
      return !rowsAgree(after, await countByStatus(database.prisma, lease.id), openUntold);
    },
  });
  reportFailures(result.failures, lease, log);
  if (plan.read !== "nothing") await reader.catchUp(lane);

  const next = await write(async (tx) => {
    const task = await saveTask(tx);
    const rows = await countByStatus(tx, lease.id);
    const isPartial = plan.read === "statuses" || plan.read === "outputs";
    const unread = isPartial && (await hasUnreadOutputs(tx, lease.id));
    const facts = {
      whole: result.whole && !unread,
      before: keepOpenSplit({ ...shown, progress: before }, task.progress),
      after: countersNow() && task.progress,
      status: task.status,
      rows,
      openUntold,
    };
    const verdict = judgeRead(facts);
    const open = openUntold && verdict.complete ? openSplitOf(rows) : undefined;
    await markTaskRead(tx, lease.id, { ...verdict, open });
    const moved = held.status !== task.status || !sameProgress(held.progress, task.progress);
    const followed = task.snapshot.followed && !isFinalTaskStatus(task.status);
    const intervalMs = nextInterval(lease.intervalMs, { followed, moved });
    const waitMs = nextReadAfter(intervalMs, { followed, status: task.status });
    const dueAt = verdict.final ? null : new Date(now().getTime() + waitMs);
    await endLease(tx, lease, { dueAt, intervalMs });
    if (unread && result.whole && task.progress && rowsAgree(task.progress, rows)) {
      await keepStatesAt(tx, lease.id, task.progress);
    }
    const found = findDispute(facts, lease.dispute, now());
    if (found) await keepDispute(tx, lease.id, plan.read === "all" ? found : { ...found, ...since(dispute) });
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

/** Without a read of all rows a dispute that stands is as old as it was. */
const since = (dispute: Dispute | null) => dispute && { times: dispute.times, readAt: dispute.readAt };
