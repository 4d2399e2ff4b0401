import { canonicalJson } from "./canonical-json";
import type { PlatformTask, TargetCriteria, TaskDraft } from "./platform-task";

/**
 * Whether a task on the platform can be the one a lost call made: `untold` when the platform left out what would
 * decide it (targets or document), so that neither adopting it nor sending again is safe.
 * From which file a task was made is never told, so two creates from files that agree in all else look the same.
 * The resource space is not compared: the platform never tells it (sheet §6.1); the caller's list is narrowed to it.
 */
export function matchCreated(draft: TaskDraft, task: PlatformTask): "same" | "different" | "untold" {
  if (task.name !== draft.name || task.type !== draft.type || !samePolicy(draft, task)) return "different";
  const told = [compareTargets(draft, task), compareDocument(draft, task)];
  if (told.includes("different")) return "different";
  return told.includes("untold") ? "untold" : "same";
}

function compareTargets({ targets }: TaskDraft, task: PlatformTask): "same" | "different" | "untold" {
  // A v5 answer names no file (sheet §6.1), but one made from a file has neither devices nor groups of its own.
  if (targets.kind === "file") return task.targets?.length || task.groupIds?.length ? "different" : "same";
  if (targets.kind !== "list" && targets.kind !== "groups") return compareCriteria(targets, task);
  const [sent, own, other] =
    targets.kind === "list"
      ? [targets.ids, task.targets, task.groupIds]
      : [targets.groupIds, task.groupIds, task.targets];
  if (own && own.length > 0) return sameSet(sent, own) ? "same" : "different";
  return task.criteria || (other && other.length > 0) ? "different" : "untold";
}

/** What chose the devices of a legacy task, as its own answer tells it (sheet §13.5). */
function compareCriteria(sent: TargetCriteria, task: PlatformTask): "same" | "different" | "untold" {
  const told = task.criteria;
  if (told === null) return task.targets?.length || task.groupIds?.length ? "different" : "untold";
  if (sent.kind === "groupNames" && told.kind === "groupNames")
    return sameSet(sent.names, told.names) ? "same" : "different";
  return canonicalJson({ ...sent }) === canonicalJson({ ...told }) ? "same" : "different";
}

function compareDocument(draft: TaskDraft, task: PlatformTask): "same" | "different" | "untold" {
  if (task.document === null) return draft.document === null ? "same" : "untold";
  return canonicalJson(task.document) === canonicalJson(draft.document ?? {}) ? "same" : "different";
}

/** What the platform leaves out of a policy excludes nothing; what it says must agree, to the second. */
function samePolicy({ policy: sent }: TaskDraft, { policy: told }: PlatformTask): boolean {
  const agrees = <T>(a: T | null, b: T | null) => b === null || a === b;
  return (
    agrees(toSeconds(sent.scheduleTime), toSeconds(told.scheduleTime)) &&
    agrees(sent.retryCount, told.retryCount) &&
    agrees(sent.retryIntervalMinutes, told.retryIntervalMinutes)
  );
}

function toSeconds(instant: string | null): number | null {
  return instant === null ? null : Math.floor(Date.parse(instant) / 1000);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const wanted = new Set(a);
  const found = new Set(b);
  return wanted.size === found.size && [...wanted].every((value) => found.has(value));
}
