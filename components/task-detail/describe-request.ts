import type { JsonObject } from "@/lib/contracts/json";
import type { Task } from "@/lib/contracts/tasks";
import { formatCompactUtc } from "../time/format-time";

/** The create request of a task in the platform's own words, as far as they are known (sheet §6.3). */
export function describeRequest(task: Task): JsonObject {
  const { policy, targets } = task;
  const taskPolicy: JsonObject = {
    ...(policy.scheduleTime ? { schedule_time: formatCompactUtc(new Date(policy.scheduleTime)) } : {}),
    ...(policy.retryCount === null ? {} : { retry_count: policy.retryCount }),
    ...(policy.retryIntervalMinutes === null ? {} : { retry_interval: policy.retryIntervalMinutes }),
  };
  return {
    ...(task.appId ? { app_id: task.appId } : {}),
    task_name: task.name,
    task_type: task.type,
    ...(task.mode ? { task_mode: task.mode } : {}),
    ...(task.needConfirm === null ? {} : { need_confirm: task.needConfirm }),
    ...(task.extInfo ? { task_ext_info: task.extInfo } : {}),
    ...(targets.kind === "list" ? { targets: targets.sample } : {}),
    ...(targets.groupIds?.length ? { targets_filter: { group_ids: targets.groupIds } } : {}),
    ...(task.document ? { document: task.document } : {}),
    ...(Object.keys(taskPolicy).length > 0 ? { task_policy: taskPolicy } : {}),
  };
}
