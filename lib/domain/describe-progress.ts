import type { TaskProgress } from "@/lib/contracts/task-progress";
import type { Progress } from "@/lib/contracts/tasks";
import { countSettled } from "./progress";
import { type Run, toColumns } from "./progress-points";
import { findQuiet, measurePace } from "./settle-pace";
import { isFinalTaskStatus } from "./statuses";
import { estimateLeft } from "./time-left";
import type { UsualTime } from "./usual-time";
import { findQuietReason, findWait, needsConfirmation, type WaitFacts } from "./waits-for";

/** Columns of the chart (ui.md §5.2). */
const mostColumns = 22;

export interface ProgressFacts extends WaitFacts {
  run: Run;
  /** When its counters were last read: nothing is known of later. */
  asOf: Date;
  /** When it was seen to be over. */
  endedAt: Date | null;
  /** False while the platform cannot be asked, or has the task no longer: then nothing is said of what goes on. */
  isFollowed: boolean;
  retryIntervalMinutes: number | null;
  usual: UsualTime | null;
  /** In Processing, and unchanged for longer than usual. */
  unchanged: number;
  /** Waiting for an automatic retry, and since when the one that is next. */
  waitingForRetry: { count: number; since: Date | null };
}

/** How a task gets on, as far as its counters and rows tell. */
export function describeProgress(facts: ProgressFacts, now: Date): Omit<TaskProgress, "snapshot"> {
  const { run, status, endedAt } = facts;
  const ran = { from: run.whole ? toInstant(run.start) : null, to: endedAt?.toISOString() ?? null };
  const nothing = { pace: null, left: null, likelyDoneBetween: null, quiet: null, stuck: null };
  const still = { points: describePoints(facts), ran, ...nothing, nextRetry: null, waitsFor: null };
  if (!facts.isFollowed || isFinalTaskStatus(status)) return still;
  const nextRetry = describeNextRetry(facts);
  const waiting = { ...still, nextRetry, waitsFor: findWait(facts, now) };
  return status === "Processing" ? { ...waiting, ...describeMotion(facts, nextRetry) } : waiting;
}

function describePoints({ run, asOf, endedAt }: ProgressFacts): TaskProgress["points"] {
  if (run.start === null) return [];
  const to = Math.max(run.start, (endedAt ?? asOf).getTime());
  return toColumns(run.steps, { from: run.start, to, most: mostColumns }).map(
    ({ from, to: end, ...counts }) => ({
      from: new Date(from).toISOString(),
      to: new Date(end).toISOString(),
      ...counts,
    }),
  );
}

type Motion = Pick<TaskProgress, "pace" | "left" | "likelyDoneBetween" | "quiet" | "stuck">;

function describeMotion(facts: ProgressFacts, nextRetry: TaskProgress["nextRetry"]): Motion {
  const { run, asOf, progress, usual } = facts;
  const stuck = usual && describeStuck(facts, usual);
  if (run.start === null) return { pace: null, left: null, likelyDoneBetween: null, quiet: null, stuck };
  const span = { start: run.start, asOf: asOf.getTime() };
  const pace = measurePace(run.steps, span);
  const since = findQuiet(run.steps, span);
  // When devices start is up to somebody, so is when they are done.
  const isOpen = progress.waiting > 0 && needsConfirmation(facts);
  const left = isOpen ? null : estimateLeft(countLeft(progress), pace, secondsUntil(nextRetry, asOf));
  return {
    pace: pace && Math.round(pace.perMinute * 10) / 10,
    left,
    likelyDoneBetween: left && { from: after(asOf, left.from), to: after(asOf, left.to) },
    quiet: since === null ? null : { since: new Date(since).toISOString(), because: findQuietReason(facts) },
    stuck,
  };
}

/** Never more than the platform itself counts: rows may be a read behind. */
function describeStuck(
  { asOf, unchanged, progress }: ProgressFacts,
  usual: UsualTime,
): TaskProgress["stuck"] {
  const count = Math.min(unchanged, progress.processing);
  if (count === 0) return null;
  return {
    count,
    olderThanSeconds: usual.seconds,
    changedBefore: unchangedSince(asOf, usual),
    basis: usual.basis,
  };
}

/** What has not changed since then has been the same for longer than usual. */
export function unchangedSince(asOf: Date, { seconds }: UsualTime): string {
  return after(asOf, -seconds);
}

/** When the platform tries the next one again; an interval of 0 is not documented (sheet §6.1). */
function describeNextRetry({
  retryIntervalMinutes,
  waitingForRetry,
}: ProgressFacts): TaskProgress["nextRetry"] {
  const { count, since } = waitingForRetry;
  if (!retryIntervalMinutes || count === 0 || !since) return null;
  return { at: after(since, retryIntervalMinutes * 60), count };
}

const countLeft = (progress: Progress) => progress.total - countSettled(progress);
const after = (from: Date, seconds: number) => new Date(from.getTime() + seconds * 1_000).toISOString();
const toInstant = (at: number | null) => (at === null ? null : new Date(at).toISOString());

function secondsUntil(next: TaskProgress["nextRetry"], asOf: Date): number {
  return next ? Math.max(0, (Date.parse(next.at) - asOf.getTime()) / 1_000) : 0;
}
