import { maximumHistory, type SubtaskChange } from "@/lib/contracts/subtask-history";
import type { Subtask } from "@/lib/contracts/subtasks";

/** One state of a device in a task, as Muster saw it. */
export interface SeenStep {
  /** Its place in time, 0 being the oldest told. */
  order: number;
  /** When it was first seen to be so; null where that is further back than what is told. */
  at: string | null;
  status: string;
  attempt: number | null;
  /** What it said then, where that is no longer what the row says. */
  past: Pick<SubtaskChange, "errorCode" | "errorMessage" | "output"> | null;
}

/** The states of a row, oldest first; `changes` are its past ones, newest first, each with when it ended. */
export function seenSteps(row: Subtask, changes: readonly SubtaskChange[]): SeenStep[] {
  const oldestFirst = [...changes].reverse();
  const cutOff = changes.length >= maximumHistory;
  const steps = oldestFirst.map((change, place): SeenStep => {
    const { status, attempt, errorCode, errorMessage, output } = change;
    const said = errorCode !== null || errorMessage !== null || output !== null;
    return {
      order: place,
      at: place === 0 ? (cutOff ? null : row.firstSeenAt) : (oldestFirst[place - 1]?.until ?? null),
      status,
      attempt,
      past: said ? { errorCode, errorMessage, output } : null,
    };
  });
  const now = { order: steps.length, status: row.status, attempt: row.attempt, past: null };
  return [...steps, { at: changes[0]?.until ?? row.changedAt ?? row.firstSeenAt, ...now }];
}
