import type { Progress } from "@/lib/contracts/tasks";
import { fieldsOf, readProgress } from "./crawl-place";
import type { Tx } from "./db";

/** The platform's counters and its rows, all of them read, do not agree: neither is ours to correct (F18). */
export interface Dispute {
  /** The counters, which stood still while the rows were read. */
  progress: Progress;
  /** Rows that are counted and nowhere listed. */
  unlisted: number;
  /** Reads of all rows, one after the other, that ended so. */
  times: number;
  /** When all rows were last read. */
  readAt: Date;
}

export async function keepDispute(tx: Tx, taskPk: number, dispute: Dispute): Promise<void> {
  await tx.$executeRaw`UPDATE task_sync SET crawl = ${JSON.stringify({ dispute })}::jsonb WHERE task_id = ${taskPk}`;
}

/** What `keepDispute` left in a row of `task_sync`. */
export function readDispute(crawl: unknown): Dispute | null {
  const { progress: counters, unlisted, times, readAt: when } = fieldsOf(fieldsOf(crawl).dispute);
  const progress = readProgress(counters);
  const readAt = new Date(String(when));
  if (progress === null || Number.isNaN(readAt.getTime())) return null;
  return typeof unlisted === "number" && typeof times === "number"
    ? { progress, unlisted, times, readAt }
    : null;
}
