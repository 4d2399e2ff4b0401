import type { CreateTask } from "@/lib/contracts/create-task";
import type { JsonObject } from "@/lib/contracts/json";
import type { StoredTask } from "./stored-task";
import { findTaskType } from "./task-types";

export interface Rerun {
  task: StoredTask;
  /** What Muster sent to make it, where it did: the platform does not tell all of it again. */
  request: JsonObject | null;
  name: string;
  targets: CreateTask["targets"];
  /** Characters of a tag's value. */
  tagLimit: number;
}

/**
 * A new task that does the same (contracts.md, fine print): type, space, document, mode, ext info and automatic retries;
 * it waits for consent when the old one did, and it starts at once.
 */
export function rerunFromTask({ task, request, name, targets, tagLimit }: Rerun): CreateTask {
  const type = findTaskType(task.type);
  const { retryCount, retryIntervalMinutes } = task.policy;
  const retries = retryCount !== null && retryCount >= 1 && retryIntervalMinutes !== null;
  return {
    ...{ name, type: task.type, targets },
    ...(task.appId === null ? {} : { appId: task.appId }),
    ...(task.document === null || type?.group === "records" ? {} : { document: task.document }),
    ...(task.mode === "GATEWAY" ? { mode: task.mode } : {}),
    ...(task.extInfo === null || type?.group !== "upgrade" ? {} : { extInfo: task.extInfo }),
    ...(task.needConfirm === true ? { needConfirm: true } : {}),
    ...(retries ? { policy: { retryCount, retryIntervalMinutes } } : {}),
    ...(type?.platform === "na" ? legacyFields(task, request ?? {}, { name, tagLimit }) : {}),
  };
}

/** A tag's name and value together are used once (error-codes.tsv 105201): the value gets the ending of the new name. */
function legacyFields(
  { timeoutMinutes, tags }: StoredTask,
  request: JsonObject,
  { name, tagLimit }: Pick<Rerun, "name" | "tagLimit">,
) {
  const { callbackUrl, maxRetransmit, groupTag } = request;
  const ending = /_rerun_\d+$/.exec(name)?.[0] ?? `_${name}`;
  const room = Math.max(0, tagLimit - ending.length);
  const anew = tags?.map((tag) => ({
    name: tag.name,
    value: `${tag.value.replace(/_rerun_\d+$/, "").slice(0, room)}${ending}`.slice(0, tagLimit),
  }));
  return {
    ...(timeoutMinutes === null ? {} : { timeoutMinutes }),
    ...(anew && anew.length > 0 ? { tags: anew } : {}),
    ...(typeof callbackUrl === "string" ? { callbackUrl } : {}),
    ...(typeof maxRetransmit === "number" ? { maxRetransmit } : {}),
    ...(typeof groupTag === "string" ? { groupTag } : {}),
  };
}
