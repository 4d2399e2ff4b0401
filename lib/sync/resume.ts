import { sameProgress } from "@/lib/domain/progress";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import type { StoredTask } from "@/lib/domain/stored-task";
import type { KeptPlace } from "@/lib/store/crawl-place";

/** Milliseconds a read that was broken off may lie: rows of a running task move on, those of a finished one should not. */
const keptFor = { running: 600_000, finished: 3_600_000 } as const;

export interface ResumeFacts {
  status: string;
  /** The counters as just told; null: the platform tells none. */
  progress: StoredTask["progress"] | null;
  /** Rows there are to be read now. */
  total: number;
  now: Date;
}

/**
 * Where a read of all rows goes on; null: from the start. What was read before must still be worth something: a place
 * that is old, or of another number of rows, is dropped, and so is one of a finished task whose counters have moved, as
 * the read could not become whole any more. Those of a running task move all the time: `judgeRead` has the last word.
 */
export function resumeAt(place: KeptPlace | null, facts: ResumeFacts): KeptPlace | null {
  if (place === null || place.total !== facts.total) return null;
  const isFinished = isFinalTaskStatus(facts.status);
  const age = facts.now.getTime() - place.reachedAt.getTime();
  if (age > (isFinished ? keptFor.finished : keptFor.running)) return null;
  const { before } = place;
  const stoodStill = before === null || facts.progress === null || sameProgress(before, facts.progress);
  return isFinished && !stoodStill ? null : place;
}
