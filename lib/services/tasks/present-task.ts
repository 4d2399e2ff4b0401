import { mayDo } from "@/lib/auth/access";
import type { Caller } from "@/lib/auth/caller";
import type { Capabilities, Task, TaskSummary } from "@/lib/contracts/tasks";
import { describeCapabilities } from "@/lib/domain/capabilities";
import type { TargetCriteria } from "@/lib/domain/platform-task";
import { findRerunObstacle } from "@/lib/domain/rerun-obstacle";
import { describeSnapshot } from "@/lib/domain/snapshot";
import type { StoredTask } from "@/lib/domain/stored-task";
import { type FoundConnection, isArchived } from "../connections/find-connection";

export interface Beholder {
  caller: Caller;
  connection: FoundConnection;
  now: Date;
}

/** The task as the API shows it to this caller: what they may do with it is part of it. */
export function presentTask(task: StoredTask, beholder: Beholder): Task {
  const { document, extInfo, targets } = task;
  const summary = presentTaskSummary(task, beholder);
  return { ...summary, document, extInfo, targets: { ...summary.targets, sample: targets.sample } };
}

/** A row of the task list: without what only the task's own page needs. */
export function presentTaskSummary(task: StoredTask, beholder: Beholder): TaskSummary {
  const { kind, count, groupIds, fileName, criteria } = task.targets;
  const { timeoutMinutes, tags } = task;
  return {
    connection: beholder.connection.slug,
    taskId: task.taskId,
    name: task.name,
    type: task.type,
    status: task.status,
    platformStatus: task.platformStatus,
    statusDescription: task.statusDescription,
    mode: task.mode,
    needConfirm: task.needConfirm,
    appId: task.appId,
    targets: {
      kind,
      count,
      ...(groupIds.length > 0 ? { groupIds } : {}),
      ...(fileName === null ? {} : { fileName }),
      ...(criteria === null ? {} : describeCriteria(criteria)),
    },
    policy: task.policy,
    progress: task.progress,
    createdAt: task.createdAt.toISOString(),
    createdBy: task.createdBy,
    rerunOf: task.rerunOf,
    clonedFrom: task.clonedFrom,
    ...(timeoutMinutes === null ? {} : { timeoutMinutes }),
    ...(tags === null ? {} : { tags }),
    capabilities: capabilitiesOf(task, beholder),
    snapshot: describeSnapshot(task.snapshot, beholder.now),
  };
}

function describeCriteria({
  kind: _,
  ...what
}: TargetCriteria): Omit<Task["targets"], "kind" | "count" | "sample"> {
  return what;
}

export function capabilitiesOf(task: StoredTask, { caller, connection, now }: Beholder): Capabilities {
  const { fail, failWaitRetry, timeout, stopped, removed } = task.progress;
  const { slug } = connection;
  return describeCapabilities({
    type: task.type,
    status: task.status,
    needConfirm: task.needConfirm,
    unsuccessful: fail + failWaitRetry + timeout + stopped + removed,
    rerunObstacle: findRerunObstacle(task),
    deleted: task.snapshot.deletedAt !== null,
    unreachable: describeSnapshot(task.snapshot, now).state === "unreachable",
    archived: isArchived(connection, task.connectionId),
    readOnly: connection.living?.readOnly ?? false,
    mayChange: mayDo(caller, "change", slug),
    mayDoIrreversible: mayDo({ ...caller, surface: "page" }, "irreversible", slug),
    framed: caller.surface === "embed",
  });
}
