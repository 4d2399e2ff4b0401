import type { TaskProgress } from "@/lib/contracts/task-progress";
import { describeProgress, type ProgressFacts, unchangedSince } from "@/lib/domain/describe-progress";
import { readRun } from "@/lib/domain/progress-points";
import { describeSnapshot } from "@/lib/domain/snapshot";
import { usualTimeOf } from "@/lib/domain/usual-time";
import { AppError } from "@/lib/errors";
import type { Database } from "@/lib/store/db";
import { keepLatest } from "@/lib/store/keep-latest";
import { readOpenRows } from "@/lib/store/open-rows";
import { countTakenSlots, readTaskPast } from "@/lib/store/task-past";
import { learnUsualTime } from "@/lib/store/usual-times";
import type { ServiceContext } from "../context";
import { findTaskGlance } from "./find-glance";

export interface ShowTaskProgressInput {
  params: { connection: string; taskId: string };
}

type Facts = Omit<ProgressFacts, "isFollowed">;

/** Everybody who watches a task asks for the same, and it changes with the platform's answers and the minute. */
const keep = keepLatest<Facts | null>(500);

export async function showTaskProgress({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ShowTaskProgressInput;
}): Promise<TaskProgress> {
  const task = await findTaskGlance(ctx, input.params);
  const now = ctx.now();
  const { fetchedAt, subtasksComplete } = task.snapshot;
  const asOf = fetchedAt ?? now;
  const version = [asOf.getTime(), subtasksComplete, Math.floor(now.getTime() / 60_000)].join();
  const { database } = ctx.deps;
  const facts = await keep(database.pool, { key: String(task.id), version }, () =>
    readFacts(database, task.id, { asOf, now }),
  );
  if (!facts) throw new AppError("not_found", "There is no such task.");
  const snapshot = describeSnapshot(task.snapshot, now);
  const isFollowed = snapshot.state !== "unreachable" && snapshot.state !== "deleted";
  return { ...describeProgress({ ...facts, isFollowed }, now), snapshot };
}

async function readFacts(
  database: Database,
  taskPk: number,
  { asOf, now }: { asOf: Date; now: Date },
): Promise<Facts | null> {
  const past = await readTaskPast(database, taskPk);
  if (!past) return null;
  const { points, reopenedAt, appId, connectionId, type, status, progress, ...policy } = past;
  const isRunning = status === "Processing";
  const learned = isRunning ? await learnUsualTime(database, { connectionId, type }, now) : null;
  const usual = usualTimeOf({ type, timeoutMinutes: policy.timeoutMinutes }, learned);
  const open =
    isRunning && progress.processing + progress.failWaitRetry > 0
      ? await readOpenRows(database, taskPk, {
          unchangedSince: usual && new Date(unchangedSince(asOf, usual)),
          waitingAfter: new Date(asOf.getTime() - (policy.retryIntervalMinutes ?? 0) * 60_000),
        })
      : { unchanged: 0, waiting: 0, waitingSince: null };
  const slotsTaken =
    status === "Waitting" && appId !== null ? await countTakenSlots(database, { connectionId, appId }) : null;
  return {
    ...{ type, status, progress, asOf, usual, slotsTaken },
    scheduleTime: policy.scheduleTime,
    needConfirm: policy.needConfirm,
    retryIntervalMinutes: policy.retryIntervalMinutes,
    endedAt: policy.endedAt,
    run: readRun(points, reopenedAt),
    unchanged: open.unchanged,
    waitingForRetry: { count: open.waiting, since: open.waitingSince },
  };
}
