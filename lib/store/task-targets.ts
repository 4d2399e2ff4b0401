import type { DraftTargets, PlatformTask, TargetCriteria } from "@/lib/domain/platform-task";
import type { StoredTargets } from "@/lib/domain/stored-task";
import { findTaskType } from "@/lib/domain/task-types";
import type { SeenTask } from "./seen-task";

const sampleSize = 5;

export interface SeenTargets {
  facts: StoredTargets;
  /** Every device id, when the task was aimed at a list. */
  ids: string[] | null;
}

/**
 * What a task is aimed at. What Muster itself sent wins over the platform's echo, which older answers leave out;
 * a task without either can only have come from a file when its type takes nothing else (sheet §6.2).
 */
export function describeTargets(
  task: PlatformTask,
  { targets: sent, fileName = null }: Pick<SeenTask, "targets" | "fileName">,
): SeenTargets {
  const ids = sent?.kind === "list" ? sent.ids : task.targets;
  if (ids && ids.length > 0) {
    return { facts: { ...nothing, kind: "list", count: ids.length, sample: ids.slice(0, sampleSize) }, ids };
  }
  const count = task.progress?.total ?? 0;
  const groupIds = sent?.kind === "groups" ? sent.groupIds : task.groupIds;
  if (groupIds && groupIds.length > 0) {
    return { facts: { ...nothing, kind: "groups", count, groupIds }, ids: null };
  }
  const criteria = sent && isCriteria(sent) ? sent : task.criteria;
  if (criteria) return { facts: { ...nothing, kind: criteria.kind, count, criteria }, ids: null };
  const isSentFile = sent?.kind === "file" || task.fileId !== null;
  const onlyFiles = findTaskType(task.type)?.targetSources.every((source) => source === "file") ?? false;
  const kind = isSentFile || onlyFiles ? "file" : "unknown";
  return { facts: { ...nothing, kind, count, fileName }, ids: null };
}

const isCriteria = (targets: DraftTargets): targets is TargetCriteria =>
  targets.kind !== "list" && targets.kind !== "groups" && targets.kind !== "file";

const nothing: StoredTargets = {
  kind: "unknown",
  count: 0,
  sample: [],
  groupIds: [],
  fileName: null,
  criteria: null,
};
