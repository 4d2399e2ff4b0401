import type { FileTable } from "./file-table";
import { countOf, SUBTASK, type SubtaskRows, unfinishedCount } from "./subtask-rows";

export const TASK_STATUSES = [
  "Initializing",
  "Waitting",
  "Processing",
  "Success",
  "Fail",
  "PartialSuccess",
  "Stopped",
  "Stopping",
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export type TaskPolicy = { schedule_time?: string; retry_count?: number; retry_interval?: number };

/** An accepted create call, checked and with its resource space filled in. */
export type TaskOrder = {
  appId: string;
  name: string;
  type: string;
  mode?: string;
  needConfirm?: boolean;
  extInfo?: Record<string, unknown>;
  targets?: string[];
  groupIds?: string[];
  /** An uploaded file; neither it nor its id is ever shown again (sheet §6.1). */
  fileId?: string;
  document?: Record<string, unknown>;
  policy?: TaskPolicy;
};

/** What the task itself does next: work out its targets, begin at its scheduled time, or end its stopping. */
export type TaskPhase = "initialise" | "start" | "windUp" | "run";

/** Plain data, so that it can be saved as it is. Times called `…At` are platform ms. */
export type TaskRecord = {
  number: number;
  id: string;
  order: Omit<TaskOrder, "targets">;
  /** `targets` as sent, ready to be echoed; Latin text, one byte a character. */
  targetsJson?: Uint8Array;
  /** The rows of the file, copied when the task was created; absent = the file could not be read. */
  table?: FileTable;
  createdAt: number;
  startAt?: number;
  finishedAt?: number;
  status: TaskStatus;
  statusDesc: string;
  phase: TaskPhase;
  /** Task time of the phase's end; Infinity in `run`. */
  phaseDue: number;
  started: boolean;
  /** Everything was confirmed before the subtasks existed. */
  confirmedAll: boolean;
  rows?: SubtaskRows;
};

const FINAL: readonly TaskStatus[] = ["Success", "Fail", "PartialSuccess", "Stopped"];

export function isFinal(status: TaskStatus): boolean {
  return FINAL.includes(status);
}

/** The end status of a task whose subtasks are all finished (sheet §10.2). */
export function finalStatus(rows: SubtaskRows): TaskStatus {
  const success = countOf(rows, SUBTASK.success);
  if (success === rows.size) return "Success";
  if (success > 0) return "PartialSuccess";
  return countOf(rows, SUBTASK.fail) > 0 ? "Fail" : "Stopped";
}

export function finish(task: TaskRecord, status: TaskStatus, platformMs: number): void {
  task.status = status;
  task.finishedAt = platformMs;
}

/** Gives a running task its end status once every subtask is finished. */
export function finishIfDone(task: TaskRecord, platformMs: number): void {
  if (task.rows && task.phase === "run" && unfinishedCount(task.rows) === 0) {
    finish(task, finalStatus(task.rows), platformMs);
  }
}
