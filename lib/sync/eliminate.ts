import { sameProgress } from "@/lib/domain/progress";
import type { StoredTask } from "@/lib/domain/stored-task";
import type { Tx } from "@/lib/store/db";
import { countByStatus } from "@/lib/store/subtask-store";
import { saveSucceeded } from "@/lib/store/unread-outputs";
import { rowsAgree } from "./plan";

type Progress = StoredTask["progress"];

export interface Elimination {
  taskPk: number;
  /** Devices that left the states that were read and are in none of them. */
  gone: readonly string[];
  /** The counters before the first row was read, and with the last one; null: the platform tells none. */
  before: Progress | null;
  after: Progress | null;
  seenAt: Date;
  write<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
}

/**
 * Takes devices for succeeded that can be nothing else: a success is never left (sheet §10.2), so when the counters
 * stood still while all other states were read, and each of them counts just the rows we have, these are the rest of
 * the successes. False, and nothing is stored, when a single counter says otherwise.
 */
export async function eliminate({ write, ...facts }: Elimination): Promise<boolean> {
  const { taskPk, gone, before, after, seenAt } = facts;
  if (before === null || after === null || !sameProgress(before, after)) return false;
  try {
    await write(async (tx) => {
      await saveSucceeded(tx, taskPk, gone, seenAt);
      if (!rowsAgree(after, await countByStatus(tx, taskPk))) throw new CountersDisagree();
    });
    return true;
  } catch (error) {
    if (error instanceof CountersDisagree) return false;
    throw error;
  }
}

/** Takes the transaction back. */
class CountersDisagree extends Error {}
