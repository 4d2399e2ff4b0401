import type { PersonRef, Progress } from "@/lib/contracts/tasks";
import { keepOpenSplit } from "@/lib/domain/open-split";
import type { PlatformTask } from "@/lib/domain/platform-task";
import { sameProgress } from "@/lib/domain/progress";
import type { StoredTargets } from "@/lib/domain/stored-task";
import { Prisma, type Task } from "@/lib/generated/prisma/client";
import type { SeenTask } from "./seen-task";

/** The row of a task met for the first time. */
export function firstColumns(seen: SeenTask, targets: StoredTargets): Prisma.TaskCreateManyInput {
  const { task, fetchedAt } = seen;
  return {
    connectionId: seen.connectionId,
    taskId: task.taskId,
    name: task.name,
    type: task.type,
    needConfirm: task.needConfirm,
    mode: task.mode,
    extInfo: toJson(task.extInfo),
    document: toJson(task.document),
    scheduleTime: task.policy.scheduleTime,
    retryCount: task.policy.retryCount,
    retryIntervalMinutes: task.policy.retryIntervalMinutes,
    createdAt: task.createdAt ?? fetchedAt,
    firstSeenAt: fetchedAt,
    timeoutMinutes: task.timeoutMinutes,
    tags: toJson(task.tags),
    appId: seen.appId ?? task.appId ?? null,
    rerunOf: seen.rerunOf ?? null,
    clonedFrom: seen.clonedFrom ?? null,
    ...creatorColumns(seen.createdBy ?? operatorOf(task)),
    ...stateColumns(task, task.progress),
    ...targetColumns(targets),
    fetchedAt,
  };
}

/**
 * What a later answer changes. A task cannot be edited on the platform (sheet §6), so what describes it is filled in
 * where it was missing and never replaced; status and counters are the last answer's.
 */
export function changedColumns(held: Task, seen: SeenTask, targets: StoredTargets): Prisma.TaskUpdateInput {
  const { task } = seen;
  const progress = keepOpenSplit(task, progressOf(held));
  const appId = seen.appId ?? task.appId;
  const filled: Prisma.TaskUpdateInput = {
    ...(held.appId === null && appId ? { appId } : {}),
    ...(held.rerunOf === null && seen.rerunOf ? { rerunOf: seen.rerunOf } : {}),
    ...(held.clonedFrom === null && seen.clonedFrom ? { clonedFrom: seen.clonedFrom } : {}),
    ...filledCreator(held, seen),
    ...(held.document === null && task.document ? { document: toJson(task.document) } : {}),
    ...(held.extInfo === null && task.extInfo ? { extInfo: toJson(task.extInfo) } : {}),
    ...(held.needConfirm === null && task.needConfirm !== null ? { needConfirm: task.needConfirm } : {}),
    ...(held.timeoutMinutes === null && task.timeoutMinutes !== null
      ? { timeoutMinutes: task.timeoutMinutes }
      : {}),
    ...(held.tags === null && task.tags ? { tags: toJson(task.tags) } : {}),
    ...(held.targetKind === "unknown" || targets.fileName !== null ? targetColumns(targets) : {}),
    ...(held.targetKind !== "list" && task.progress ? { targetCount: task.progress.total } : {}),
  };
  if (isOlder(held, seen)) return filled;
  return {
    ...filled,
    ...stateColumns(task, progress),
    ...(isNews(held, seen) ? { final: false, subtasksComplete: false, deletedAt: null } : {}),
    fetchedAt: seen.fetchedAt,
  };
}

/** Status or counters moved, or a task we took for deleted is there again: its rows must be read anew. */
export function isNews(held: Task, seen: SeenTask): boolean {
  if (isOlder(held, seen)) return false;
  const { task } = seen;
  const progress = keepOpenSplit(task, progressOf(held));
  return (
    held.deletedAt !== null ||
    held.status !== task.status ||
    (progress !== null && !sameProgress(progressOf(held), progress))
  );
}

const isOlder = (held: Task, seen: SeenTask) => held.fetchedAt !== null && seen.fetchedAt < held.fetchedAt;

export function progressOf(row: Progress): Progress {
  const { total, waiting, processing, success, fail, failWaitRetry, stopped, removed, timeout } = row;
  return { total, waiting, processing, success, fail, failWaitRetry, stopped, removed, timeout };
}

/** Counters the platform left out keep their last value: unknown is never zero. */
function stateColumns(task: PlatformTask, progress: Progress | null) {
  return {
    status: task.status,
    platformStatus: task.platformStatus,
    statusDescription: task.statusDescription,
    ...(progress ? progressOf(progress) : {}),
  };
}

function targetColumns(targets: StoredTargets) {
  return {
    targetKind: targets.kind,
    targetCount: targets.count,
    targetSample: targets.sample,
    groupIds: targets.groupIds,
    fileName: targets.fileName,
    targetCriteria: toJson(targets.criteria),
  };
}

/** Whom a platform names counts until it is known who made the task here. */
function filledCreator(held: Task, seen: SeenTask) {
  if (held.createdById !== null && held.createdByKind !== operatorKind) return {};
  if (seen.createdBy) return creatorColumns(seen.createdBy);
  const operator = operatorOf(seen.task);
  return held.createdById === null && operator ? creatorColumns(operator) : {};
}

const operatorKind = "platform";

const operatorOf = ({ operator }: PlatformTask): PersonRef | null =>
  operator === null ? null : { id: operator, name: operator, kind: operatorKind };

function creatorColumns(person: PersonRef | null) {
  return {
    createdById: person?.id ?? null,
    createdByName: person?.name ?? null,
    createdByKind: person?.kind ?? null,
  };
}

function toJson(value: object | null): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);
}
