import type { Progress } from "@/lib/contracts/tasks";
import type { PlatformTask, TargetCriteria, TaskDraft } from "@/lib/domain/platform-task";
import { noProgress } from "@/lib/domain/progress";
import { cleanText } from "../platform-text";
import { listOrNull, objectOrNull, textOrNull } from "../wire/mapped-values";
import type { ApiParam, ApiTask } from "./api-types";

/** What the legacy API knows nothing of. */
const unknownHere = {
  ...{ statusDescription: null, mode: null, extInfo: null, needConfirm: null, fileId: null },
  policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
  openUntold: true,
} as const;

/** Sheet §13.5. */
export function toTask(api: ApiTask): PlatformTask {
  const progress = toProgress(api);
  return {
    ...unknownHere,
    taskId: cleanText(api.taskId),
    name: cleanText(api.taskName),
    type: cleanText(api.taskType),
    status: toStatus(cleanText(api.status), progress),
    platformStatus: cleanText(api.status),
    ...toTargets(api.param ?? null),
    document: objectOrNull(api.param?.command),
    progress,
    createdAt: api.startTime,
    operator: textOrNull(api.operator),
    timeoutMinutes: typeof api.timeout === "number" ? Math.round(api.timeout / 60) : null,
    tags: api.tags?.map((tag) => ({ name: cleanText(tag.tagName), value: cleanText(tag.tagValue) })) ?? null,
    appId: textOrNull(api.appId),
  };
}

/** A task the platform has just taken on and told nothing of but its id: the rest is what was sent. */
export function toSentTask(taskId: string, draft: TaskDraft, appId: string): PlatformTask {
  const { targets } = draft;
  return {
    ...unknownHere,
    taskId,
    name: draft.name,
    type: draft.type,
    // Not the platform's word: it said none. Nothing is known of any subtask yet.
    status: "Initializing",
    platformStatus: "",
    targets: targets.kind === "list" ? targets.ids : null,
    groupIds: targets.kind === "groups" ? targets.groupIds : null,
    criteria:
      targets.kind === "list" || targets.kind === "groups" || targets.kind === "file" ? null : targets,
    document: draft.document,
    progress: null,
    createdAt: null,
    operator: null,
    timeoutMinutes: draft.legacy?.timeoutMinutes ?? null,
    tags: draft.legacy?.tags ?? null,
    appId,
  };
}

/**
 * What is unfinished is what success, failure and timeout leave of the total, the platform's own sum of what is
 * complete (sheet §13.5); it stands as waiting until the task runs. `expiredCnt` has no part in that sum, no subtask
 * word and no explanation, so it is counted nowhere: rows it may be about show where they are.
 */
function toProgress(api: ApiTask): Progress | null {
  const { totalCnt, successCnt, failCnt, timeoutCnt } = api;
  if (typeof totalCnt !== "number") return null;
  const settled = { success: successCnt ?? 0, fail: failCnt ?? 0, timeout: timeoutCnt ?? 0 };
  const open = Math.max(0, totalCnt - settled.success - settled.fail - settled.timeout);
  return {
    ...noProgress,
    total: totalCnt,
    ...settled,
    [api.status === "Pending" ? "waiting" : "processing"]: open,
  };
}

/**
 * The word in v5's language (sheet §10.1, §13.5). The legacy one for the end does not tell how it
 * ended: the counters do, by the rules of v5 (§10.2). Without them it passes through, as does any word that is new.
 */
function toStatus(word: string, progress: Progress | null): string {
  if (word === "Pending") return "Waitting";
  if (word === "Running") return "Processing";
  if (word !== "Complete" || progress === null) return word;
  if (progress.success === 0) return "Fail";
  return progress.success === progress.total ? "Success" : "PartialSuccess";
}

function toTargets(param: ApiParam | null): Pick<PlatformTask, "targets" | "groupIds" | "criteria"> {
  const isType = (type: string) => param?.type === type;
  return {
    targets: isType("DeviceList") ? listOrNull(param?.deviceList) : null,
    groupIds: isType("GroupIdList") ? listOrNull(param?.groupList) : null,
    criteria: param && toCriteria(param),
  };
}

function toCriteria(param: ApiParam): TargetCriteria | null {
  const { deviceType, manufacturerId, model, deviceLocation, groupList } = param;
  switch (param.type) {
    case "DeviceType":
      return {
        kind: "deviceType",
        deviceType: cleanText(deviceType ?? ""),
        manufacturerId: cleanText(manufacturerId ?? ""),
        model: cleanText(model ?? ""),
      };
    case "DeviceArea":
      return { kind: "area", deviceLocation: cleanText(deviceLocation ?? "") };
    case "GroupList":
      return { kind: "groupNames", names: (groupList ?? []).map(cleanText) };
    case "Broadcast":
      return { kind: "broadcast" };
    default:
      return null;
  }
}
