import { SUBTASK, SUBTASK_STATUSES, type SubtaskStatus, statusOf, targetOf } from "../../engine/subtask-rows";
import type { TaskRecord } from "../../engine/task-record";
import type { World } from "../../world";
import { subtaskOutput } from "./subtask-output";

/** No id, no times, no attempts (sheet §6.1, TaskDetail). */
export type SubtaskJson = {
  target: string;
  status?: SubtaskStatus;
  output?: string;
  error?: { error_code?: string; error_msg: string };
};

/** One subtask as the platform writes it. */
export function subtaskJson(world: World, task: TaskRecord, row: number): SubtaskJson {
  const { rows } = task;
  if (!rows) throw new Error(`task ${task.id} has no subtasks`);
  const target = targetOf(rows, row, world.fleet);
  const status = statusOf(rows, row);
  const detail = { target, status: SUBTASK_STATUSES[status] };
  if (status === SUBTASK.success)
    return { ...detail, output: subtaskOutput({ world, task, rows, row, target }) };
  if (status !== SUBTASK.fail && status !== SUBTASK.failWaitRetry) return detail;
  const { code, message } = world.engine.runner.failures.get(rows.failure[row] ?? 0);
  return { ...detail, error: { error_code: code, error_msg: message } };
}
