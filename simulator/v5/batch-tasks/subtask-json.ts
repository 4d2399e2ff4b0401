import { createHash } from "node:crypto";
import { registrationOutput } from "../../engine/registration";
import { hasFlag, ROW_FLAG, SUBTASK, SUBTASK_STATUSES, statusOf, targetOf } from "../../engine/subtask-rows";
import type { TaskRecord } from "../../engine/task-record";
import type { World } from "../../world";

/** One subtask as the platform writes it: no id, no times, no attempts (sheet §6.1, TaskDetail). */
export function subtaskJson(world: World, task: TaskRecord, row: number) {
  const { rows } = task;
  if (!rows) throw new Error(`task ${task.id} has no subtasks`);
  const target = targetOf(rows, row, world.fleet);
  const status = statusOf(rows, row);
  const detail = { target, status: SUBTASK_STATUSES[status] };
  if (status === SUBTASK.success) {
    if (task.order.type === "createDevices") {
      return { ...detail, output: registrationOutput(task.table, row, task.order.appId) };
    }
    return { ...detail, output: outputOf(task, target, hasFlag(rows, row, ROW_FLAG.cached)) };
  }
  if (status !== SUBTASK.fail && status !== SUBTASK.failWaitRetry) return detail;
  const { code, message } = world.engine.runner.failures.get(rows.failure[row] ?? 0);
  return { ...detail, error: { error_code: code, error_msg: message } };
}

/** What a success says: the device's answer to a command, the fate of a message, else just "success". */
function outputOf(task: TaskRecord, target: string, cached: boolean): string {
  switch (task.order.type) {
    case "createCommands":
      return JSON.stringify({ result_code: 0, response_name: "result", paras: { code: 0 } });
    case "createAsyncCommands":
      return JSON.stringify({ command_id: uuidOf(task, target), status: cached ? "PENDING" : "DELIVERED" });
    case "createMessages":
      return JSON.stringify({
        message_id: messageId(task, target),
        status: cached ? "PENDING" : "DELIVERED",
      });
    default:
      return "success";
  }
}

function messageId(task: TaskRecord, target: string): string {
  const given = task.order.document?.message_id;
  return typeof given === "string" ? given : uuidOf(task, target);
}

function uuidOf(task: TaskRecord, target: string): string {
  const h = createHash("sha256").update(`${task.id} ${target}`).digest("hex");
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}
