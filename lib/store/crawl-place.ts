import type { Progress } from "@/lib/contracts/tasks";
import { noProgress } from "@/lib/domain/progress";
import type { Tx } from "./db";

/** How far a walk over all rows of a task has come; what lies before it is stored. */
export interface CrawlPlace {
  /** The next window begins behind this row; null: at the first one. */
  marker: string | null;
  /** Rows to pass over behind the marker. */
  offset: number;
  /** Pages asked for so far, and the rows they stand for. */
  pages: number;
  passed: number;
  /** Pages nobody could read. */
  skipped: number;
}

/** A place that outlives the process that reached it, and what is needed to judge the whole read by. */
export interface KeptPlace extends CrawlPlace {
  /** Rows there were to be, by the platform. */
  total: number;
  /** The counters before the first row was read; null: the platform tells none. */
  before: Progress | null;
  reachedAt: Date;
}

/** Keeps the place in the transaction that stores the rows before it: both are there, or neither. */
export async function keepPlace(tx: Tx, taskPk: number, place: KeptPlace): Promise<void> {
  await tx.$executeRaw`UPDATE task_sync SET crawl = ${JSON.stringify({ place })}::jsonb WHERE task_id = ${taskPk}`;
}

/** The place in a row of `task_sync`; null when there is none, or none that this version understands. */
export function readPlace(crawl: unknown): KeptPlace | null {
  const place = fieldsOf(fieldsOf(crawl).place);
  const { marker, offset, pages, passed, skipped, total } = place;
  const counts = { offset, pages, passed, skipped, total };
  if (!areCounts(counts) || (marker !== null && typeof marker !== "string")) return null;
  const reachedAt = new Date(String(place.reachedAt));
  if (Number.isNaN(reachedAt.getTime())) return null;
  const before = readProgress(place.before);
  if (before === null && place.before !== null) return null;
  return { ...counts, marker, before, reachedAt };
}

/** Counters as they were kept; null for anything else. */
export function readProgress(value: unknown): Progress | null {
  const fields = fieldsOf(value);
  return isProgress(fields) ? fields : null;
}

/** The fields of what was kept as JSON; none of anything that is no object. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function areCounts<Key extends string>(values: Record<Key, unknown>): values is Record<Key, number> {
  return Object.values(values).every((value) => typeof value === "number" && value >= 0);
}

function isProgress(value: Record<string, unknown>): value is Record<keyof Progress, number> {
  return Object.keys(noProgress).every((counter) => typeof value[counter] === "number");
}
