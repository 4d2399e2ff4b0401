import { countOf, SUBTASK } from "../../engine/subtask-rows";
import type { TaskRecord } from "../../engine/task-record";
import { toCompactTime } from "../../utc-time";

type JsonPieces = (string | Uint8Array)[];

/** A task as the platform writes it (sheet §6.1). `targets` goes out as it came in, without being parsed again. */
export function taskJson(task: TaskRecord): JsonPieces {
  const { order } = task;
  const head = JSON.stringify({
    task_id: task.id,
    task_name: order.name,
    task_type: order.type,
    task_mode: order.mode,
    need_confirm: order.needConfirm,
    task_ext_info: order.extInfo,
  });
  const tail = JSON.stringify({
    targets_filter: order.groupIds && { group_ids: order.groupIds },
    document: order.document,
    task_policy: order.policy,
    status: task.status,
    status_desc: task.statusDesc,
    task_progress: progressOf(task),
    create_time: toCompactTime(task.createdAt),
  });
  const targets = task.targetsJson ? [',"targets":', task.targetsJson] : [];
  return [head.slice(0, -1), ...targets, `,${tail.slice(1)}`];
}

function progressOf({ rows }: TaskRecord) {
  const count = (status: number) => (rows ? countOf(rows, status) : 0);
  return {
    total: rows?.size ?? 0,
    processing: count(SUBTASK.processing),
    success: count(SUBTASK.success),
    fail: count(SUBTASK.fail),
    waitting: count(SUBTASK.waiting),
    fail_wait_retry: count(SUBTASK.failWaitRetry),
    stopped: count(SUBTASK.stopped),
    removed: count(SUBTASK.removed),
  };
}

/** Pieces of an array's elements with commas between them. */
export function joinPieces(elements: readonly JsonPieces[]): JsonPieces {
  return elements.flatMap((pieces, k) => (k === 0 ? pieces : [",", ...pieces]));
}
