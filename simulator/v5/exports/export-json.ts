import type { ExportTask } from "../../engine/export-tasks";
import { toMillisTime } from "../../utc-time";

/** An export as the platform writes it (sheet §8); `now` is task time and says how far it has come. */
export function exportJson({ id, order, status, task, ...times }: ExportTask, now: number) {
  const size = task.rows?.size ?? 0;
  const share = status === "Processing" ? (now - times.begun) / (times.due - times.begun) : 1;
  const { finishedAt } = times;
  return {
    export_task_id: id,
    resource_type: "BatchTask",
    resource_condition: { task_id: order.taskId },
    export_format: "xls",
    status,
    export_count: Math.floor(size * share),
    progress: Math.max(1, Math.floor(100 * share)),
    create_time: toMillisTime(times.createdAt),
    end_time: finishedAt === undefined ? undefined : toMillisTime(finishedAt),
    app_type: order.appType,
    app_id: order.appId,
  };
}
