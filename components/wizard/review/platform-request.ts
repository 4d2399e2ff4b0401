import type { CreateTask } from "@/lib/contracts/create-task";
import type { JsonObject } from "@/lib/contracts/json";
import { formatCompactUtc } from "../../time/format-calendar";

/** A call as the platform will get it; `body` is null for a file. */
export interface PlatformRequest {
  method: "POST";
  path: string;
  body: JsonObject | null;
}

/** Stands in the request for what the call before it answers. */
export const fileIdPlaceholder = "<file_id>";

/** What is sent, in the platform's own words and in its order (sheet §6.3, §7, §13.4); `mostIds` shortens a list for eyes. */
export function platformRequestsOf(
  task: CreateTask,
  kind: "v5" | "na",
  { mostIds = Number.POSITIVE_INFINITY, appId = "{appId}" }: { mostIds?: number; appId?: string } = {},
): PlatformRequest[] {
  if (kind === "na") {
    const body = legacyBody(task, task.appId ?? appId, mostIds);
    return [{ method: "POST", path: "/iocm/app/batchtask/v1.1.0/tasks", body }];
  }
  const create = {
    method: "POST",
    path: "/v5/iot/{project_id}/batchtasks",
    body: body(task, mostIds),
  } as const;
  if (task.targets.kind !== "file") return [create];
  return [{ method: "POST", path: "/v5/iot/{project_id}/batchtask-files", body: null }, create];
}

function body(task: CreateTask, mostIds: number): JsonObject {
  const { policy } = task;
  const taskPolicy = {
    ...(policy?.scheduleTime ? { schedule_time: formatCompactUtc(new Date(policy.scheduleTime)) } : {}),
    ...(policy?.retryCount === undefined ? {} : { retry_count: policy.retryCount }),
    ...(policy?.retryIntervalMinutes === undefined ? {} : { retry_interval: policy.retryIntervalMinutes }),
  };
  return {
    ...(task.appId ? { app_id: task.appId } : {}),
    task_name: task.name,
    task_type: task.type,
    ...(task.mode ? { task_mode: task.mode } : {}),
    ...(task.needConfirm === undefined ? {} : { need_confirm: task.needConfirm }),
    ...(task.extInfo ? { task_ext_info: task.extInfo } : {}),
    ...targets(task.targets, mostIds),
    ...(task.document ? { document: task.document } : {}),
    ...(Object.keys(taskPolicy).length > 0 ? { task_policy: taskPolicy } : {}),
  };
}

function targets(given: CreateTask["targets"], mostIds: number): JsonObject {
  if (given.kind === "list") return { targets: given.ids.slice(0, mostIds) };
  if (given.kind === "groups") return { targets_filter: { group_ids: given.groupIds } };
  return { document_source: (given.kind === "file" && given.fileId) || fileIdPlaceholder };
}

function legacyBody(task: CreateTask, appId: string, mostIds: number): JsonObject {
  return {
    appId,
    taskName: task.name,
    taskType: task.type,
    timeout: task.timeoutMinutes ?? null,
    param: {
      ...legacyTargets(task.targets, mostIds),
      command: task.document ?? {},
      ...(task.callbackUrl ? { callbackUrl: task.callbackUrl } : {}),
      ...(task.maxRetransmit === undefined ? {} : { maxRetransmit: task.maxRetransmit }),
      ...(task.groupTag ? { groupTag: task.groupTag } : {}),
    },
    ...(task.tags ? { tags: task.tags.map(({ name, value }) => ({ tagName: name, tagValue: value })) } : {}),
  };
}

function legacyTargets(given: CreateTask["targets"], mostIds: number): JsonObject {
  switch (given.kind) {
    case "list":
      return { type: "DeviceList", deviceList: given.ids.slice(0, mostIds) };
    case "deviceType":
      return {
        type: "DeviceType",
        ...{ deviceType: given.deviceType, manufacturerId: given.manufacturerId, model: given.model },
      };
    case "area":
      return { type: "DeviceArea", deviceLocation: given.deviceLocation };
    case "groupNames":
      return { type: "GroupList", groupList: given.names };
    case "groups":
      return { type: "GroupIdList", groupList: given.groupIds };
    default:
      return { type: "Broadcast" };
  }
}
