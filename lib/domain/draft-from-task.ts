import type { DraftContent } from "@/lib/contracts/drafts";
import type { JsonObject } from "@/lib/contracts/json";
import type { StoredTask } from "./stored-task";
import { findTaskType, type TargetSource } from "./task-types";

export interface CopiedTask {
  task: Pick<
    StoredTask,
    | ("name" | "type" | "appId" | "mode" | "extInfo" | "needConfirm" | "targets" | "document" | "policy")
    | ("timeoutMinutes" | "tags")
  >;
  /** What Muster sent to make it, where it did: the platform does not tell all of it again. */
  request: JsonObject | null;
  /** Every device id of a list; null when they are not known as a whole, or when something else chooses the devices. */
  ids: readonly string[] | null;
  now: Date;
}

export interface CopiedDraft {
  name: string;
  type: string;
  content: DraftContent;
  /** One id a line. */
  targetsText: string;
  targetCount: number;
}

/** A task written once more, as a person would have typed it into an empty draft; its workbook is not part of it. */
export function draftFromTask({ task, request, ids, now }: CopiedTask): CopiedDraft {
  const { name, type, document } = task;
  return {
    ...{ name: nameCopy(name), type },
    content: {
      ...emptyContent,
      appId: task.appId,
      ...copyTargets(task, ids),
      documents: document === null ? {} : { [type]: pretty(document) },
      gatewayMode: task.mode === "GATEWAY",
      extInfo: task.extInfo === null ? "" : pretty(task.extInfo),
      ...copyStart(task, now),
      ...copyRetries(task),
      ...copyLegacyFields(task, request ?? {}),
    },
    targetsText: ids?.join("\n") ?? "",
    targetCount: ids?.length ?? 0,
  };
}

/** What an untouched form holds: the defaults of `DraftContent`, which a test compares. */
export const emptyContent: DraftContent = {
  ...{ appId: null, source: null, groups: [], deviceType: "", manufacturerId: "", model: "" },
  ...{ deviceLocation: "", groupNames: "", groupIds: "", documents: {}, product: null, packages: [] },
  ...{ gatewayMode: false, extInfo: "", start: "now", date: "", time: "", timeZone: "", occurrence: null },
  ...{ retry: false, retryCount: 2, retryMinutes: "30", timeoutMinutes: "30", tags: [], callbackUrl: "" },
  ...{ maxRetransmit: "", groupTag: "", reason: "" },
};

const nameLength = 128;
const copyEnding = "_copy";

/** The name with `_copy`, cut between characters to what a task's name may be. */
export function nameCopy(name: string): string {
  return [...name].slice(0, nameLength - copyEnding.length).join("") + copyEnding;
}

type Targets = Pick<
  DraftContent,
  | "source"
  | "groups"
  | "groupIds"
  | "groupNames"
  | "deviceType"
  | "manufacturerId"
  | "model"
  | "deviceLocation"
>;

function copyTargets({ type, targets }: CopiedTask["task"], ids: CopiedTask["ids"]): Partial<Targets> {
  const { kind, groupIds, criteria } = targets;
  const source = (kind === "unknown" || kind === "file") && ids !== null ? "list" : kind;
  return {
    source: takes(type, source) ? source : null,
    // What they are called is asked of the platform when they are shown.
    groups: groupIds.map((groupId) => ({ groupId, name: groupId, type: null })),
    groupIds: groupIds.join("\n"),
    ...(criteria?.kind === "groupNames" ? { groupNames: criteria.names.join("\n") } : {}),
    ...(criteria?.kind === "area" ? { deviceLocation: criteria.deviceLocation } : {}),
    ...(criteria?.kind === "deviceType"
      ? {
          deviceType: criteria.deviceType,
          manufacturerId: criteria.manufacturerId,
          model: criteria.model,
        }
      : {}),
  };
}

function takes(type: string, source: StoredTask["targets"]["kind"]): source is TargetSource {
  return findTaskType(type)?.targetSources.some((one) => one === source) ?? false;
}

/** A start that has passed is not copied; one to come is, in UTC, to the minute. */
function copyStart(
  { needConfirm, policy }: CopiedTask["task"],
  now: Date,
): Partial<Pick<DraftContent, "start" | "date" | "time" | "timeZone">> {
  if (needConfirm) return { start: "confirmed" };
  const { scheduleTime } = policy;
  if (scheduleTime === null) return {};
  const minute = new Date(scheduleTime).toISOString().slice(0, 16);
  if (Date.parse(`${minute}Z`) <= now.getTime()) return {};
  const [date = "", time = ""] = minute.split("T");
  return { start: "set", date, time, timeZone: "UTC" };
}

function copyRetries({
  policy,
}: CopiedTask["task"]): Partial<Pick<DraftContent, "retry" | "retryCount" | "retryMinutes">> {
  const { retryCount, retryIntervalMinutes } = policy;
  if (retryCount === null || retryIntervalMinutes === null || retryCount < 1) return {};
  return { retry: true, retryCount, retryMinutes: String(retryIntervalMinutes) };
}

function copyLegacyFields({ type, timeoutMinutes, tags }: CopiedTask["task"], request: JsonObject) {
  if (findTaskType(type)?.platform !== "na") return {};
  const { callbackUrl, maxRetransmit, groupTag } = request;
  return {
    ...(timeoutMinutes === null ? {} : { timeoutMinutes: String(timeoutMinutes) }),
    tags: tags ?? [],
    ...(typeof callbackUrl === "string" ? { callbackUrl } : {}),
    ...(typeof maxRetransmit === "number" ? { maxRetransmit: String(maxRetransmit) } : {}),
    ...(typeof groupTag === "string" ? { groupTag } : {}),
  };
}

function pretty(value: JsonObject): string {
  return JSON.stringify(value, null, 2);
}
