import type { SimulatedClock } from "../clock";
import { LIMITS } from "../limits";
import { freezeRows } from "./subtask-rows";
import type { TaskRecord } from "./task-record";

export const EXPORT_STATUSES = ["Processing", "Success", "Failed"] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** A checked order: all the subtasks of one batch task (sheet §8). */
export type ExportOrder = {
  taskId: string;
  appType: "GLOBAL" | "APP";
  /** Only with APP. */
  appId?: string;
};

export type ExportTask = {
  id: string;
  order: ExportOrder;
  status: ExportStatus;
  /** Platform ms. */
  createdAt: number;
  finishedAt?: number;
  /** Task time when it began and when it is ready. */
  begun: number;
  due: number;
  /** The batch task as it stood when the export began. */
  task: TaskRecord;
};

/** The platform's own work: a moment to begin, then so much a row; ms of task time. */
const BEGIN_MS = 3_000;
const ROW_MS = 0.2;

/** Exports of subtasks, oldest first. */
export class ExportTasks {
  private exports: ExportTask[] = [];

  list(): readonly ExportTask[] {
    return this.exports;
  }

  find(exportId: string): ExportTask | undefined {
    return this.exports.find((entry) => entry.id === exportId);
  }

  unfinished(): number {
    return this.exports.filter((entry) => entry.status === "Processing").length;
  }

  /** Begins an export. One of the same condition goes, and so does the oldest of fifty. */
  add(
    id: string,
    order: ExportOrder,
    task: TaskRecord,
    createdAt: number,
    clock: SimulatedClock,
  ): ExportTask {
    const begun = clock.taskTimeAt(createdAt);
    const size = task.rows?.size ?? 0;
    const entry: ExportTask = {
      id,
      order,
      status: "Processing",
      createdAt,
      begun,
      due: begun + BEGIN_MS + size * ROW_MS,
      task: { ...task, rows: task.rows && freezeRows(task.rows) },
    };
    const others = this.exports.filter((other) => conditionOf(other.order) !== conditionOf(order));
    this.exports = [...others, entry].slice(-LIMITS.exportsKept);
    return entry;
  }

  remove(exportId: string): void {
    this.exports = this.exports.filter((entry) => entry.id !== exportId);
  }

  /** What is still being exported of a deleted task fails. */
  dropTask(taskId: string, platformMs: number): void {
    for (const entry of this.exports) {
      if (entry.order.taskId !== taskId || entry.status !== "Processing") continue;
      entry.status = "Failed";
      entry.finishedAt = platformMs;
    }
  }

  settle(clock: SimulatedClock, platformMs: number): void {
    const now = clock.taskTimeAt(platformMs);
    for (const entry of this.exports) {
      if (entry.status !== "Processing" || entry.due > now) continue;
      entry.status = "Success";
      entry.finishedAt = clock.platformTimeAt(entry.due);
    }
  }

  dump(): ExportTask[] {
    return this.exports;
  }

  restore(exports: ExportTask[]): void {
    this.exports = exports;
  }
}

function conditionOf({ taskId, appType, appId }: ExportOrder): string {
  return [taskId, appType, appId].join(" ");
}
