import type { Progress } from "@/lib/contracts/tasks";
import { readProgress } from "./crawl-place";
import type { Tx } from "./db";

/** The platform's counters and its rows, all of them read, do not agree: neither is ours to correct (F18). */
export interface Dispute {
  /** The counters, which stood still while the rows were read. */
  progress: Progress;
  /** Rows that are counted and nowhere listed. */
  unlisted: number;
  /** When all rows were last read. */
  readAt: Date;
}

export async function keepDispute(tx: Tx, taskPk: number, dispute: Dispute): Promise<void> {
  await tx.$executeRaw`UPDATE task_sync SET crawl = ${JSON.stringify({ dispute })}::jsonb WHERE task_id = ${taskPk}`;
}

/** What `keepDispute` left in a row of `task_sync`. */
export function readDispute(crawl: unknown): Dispute | null {
  if (typeof crawl !== "object" || crawl === null || !("dispute" in crawl)) return null;
  const { dispute } = crawl;
  if (typeof dispute !== "object" || dispute === null) return null;
  if (!("progress" in dispute && "unlisted" in dispute && "readAt" in dispute)) return null;
  const { unlisted } = dispute;
  const progress = readProgress(dispute.progress);
  const readAt = new Date(String(dispute.readAt));
  if (progress === null || typeof unlisted !== "number" || Number.isNaN(readAt.getTime())) return null;
  return { progress, unlisted, readAt };
}
