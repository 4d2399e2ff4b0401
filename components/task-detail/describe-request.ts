import type { JsonObject } from "@/lib/contracts/json";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { formatCompactUtc } from "../time/format-calendar";

/** The create request of a task in the platform's own words, as far as they are known (sheet §6.3). */
export function describeRequest(task: Task): JsonObject {
  if (findTaskType(task.type)?.platform === "na") return describeLegacyRequest(task);
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

const paramTypes: Readonly<Record<string, string>> = {
  list: "DeviceList",
  groups: "GroupIdList",
  groupNames: "GroupList",
  deviceType: "DeviceType",
  area: "DeviceArea",
  broadcast: "Broadcast",
};

/** Sheet §13.4. */
function describeLegacyRequest({ name, type, targets, document, timeoutMinutes, tags }: Task): JsonObject {
  const { kind, sample, groupIds, names, deviceType, manufacturerId, model, deviceLocation } = targets;
  const what = { deviceType, manufacturerId, model, deviceLocation };
  const given = Object.entries(what).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    taskName: name,
    taskType: type,
    ...(timeoutMinutes === undefined ? {} : { timeout: timeoutMinutes }),
    param: {
      type: paramTypes[kind] ?? kind,
      ...(kind === "list" ? { deviceList: sample } : {}),
      ...(groupIds || names ? { groupList: groupIds ?? names ?? [] } : {}),
      ...Object.fromEntries(given),
      ...(document ? { command: document } : {}),
    },
    ...(tags?.length ? { tags: tags.map((tag) => ({ tagName: tag.name, tagValue: tag.value })) } : {}),
  };
}
