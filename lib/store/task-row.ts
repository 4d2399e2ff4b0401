import type { JsonObject } from "@/lib/contracts/json";
import type { TargetKind } from "@/lib/contracts/tasks";
import type { TargetCriteria, TaskTag } from "@/lib/domain/platform-task";
import type { SnapshotFacts } from "@/lib/domain/snapshot";
import type { StoredTask } from "@/lib/domain/stored-task";
import type { Prisma, Task, TaskSync } from "@/lib/generated/prisma/client";
import { progressOf } from "./task-columns";

/** A task with what its snapshot needs to tell its own age. */
export const taskWithSync = {
  include: { sync: true, connection: { select: { sync: true } } },
} satisfies Prisma.TaskDefaultArgs;

export type TaskRow = Task & Pick<SnapshotRow, "sync" | "connection">;

/** Without its workbook: `withWorkbooks` has that. */
export function toStoredTask(row: TaskRow, now: Date): StoredTask {
  return {
    id: row.id,
    connectionId: row.connectionId,
    taskId: row.taskId,
    name: row.name,
    type: row.type,
    status: row.status,
    platformStatus: row.platformStatus,
    statusDescription: row.statusDescription,
    mode: row.mode,
    extInfo: asObject(row.extInfo),
    needConfirm: row.needConfirm,
    appId: row.appId,
    targets: {
      kind: row.targetKind as TargetKind,
      count: row.targetCount,
      sample: row.targetSample,
      groupIds: row.groupIds,
      fileName: row.fileName,
      // Both columns are only ever written from these very types (task-columns.ts).
      criteria: row.targetCriteria as TargetCriteria | null,
    },
    document: asObject(row.document),
    policy: {
      scheduleTime: row.scheduleTime?.toISOString() ?? null,
      retryCount: row.retryCount,
      retryIntervalMinutes: row.retryIntervalMinutes,
    },
    progress: progressOf(row),
    createdAt: row.createdAt,
    createdBy:
      row.createdById === null
        ? null
        : {
            id: row.createdById,
            name: row.createdByName ?? row.createdById,
            kind: row.createdByKind ?? "person",
          },
    rerunOf: row.rerunOf,
    clonedFrom: row.clonedFrom,
    workbook: null,
    timeoutMinutes: row.timeoutMinutes,
    tags: row.tags as TaskTag[] | null,
    snapshot: snapshotFacts(row, now),
  };
}

type TroubleRow = Pick<TaskSync, "failures" | "failingSince" | "failureReason" | "throttled">;

/** What of a task, of its reads and of its connection's tells how old it is. */
export interface SnapshotRow
  extends Pick<
    Task,
    "fetchedAt" | "deletedAt" | "final" | "subtasksComplete" | "subtasksRead" | "total" | "rowsDroppedAt"
  > {
  sync: (Pick<TaskSync, "followedUntil" | "intervalMs" | "dueAt"> & TroubleRow) | null;
  connection: { sync: TroubleRow | null };
}

export function snapshotFacts(row: SnapshotRow, now: Date): SnapshotFacts {
  return {
    fetchedAt: row.fetchedAt,
    followed: row.sync?.followedUntil ? row.sync.followedUntil > now : false,
    intervalMs: row.sync?.intervalMs ?? 60_000,
    nextReadAt: row.sync?.dueAt ?? null,
    ...failureFacts(row),
    deletedAt: row.deletedAt,
    final: row.final,
    subtasksComplete: row.subtasksComplete,
    subtasksRead: row.subtasksRead,
    subtasksTotal: row.total,
    rowsDroppedAt: row.rowsDroppedAt,
  };
}

/** A connection that is down stops the reads of its tasks, so its trouble is theirs. */
function failureFacts(
  row: SnapshotRow,
): Pick<SnapshotFacts, "failures" | "failingSince" | "failureReason" | "throttled"> {
  const own = row.sync;
  const shared = row.connection.sync;
  const worse = (shared?.failures ?? 0) > (own?.failures ?? 0) ? shared : own;
  return {
    failures: worse?.failures ?? 0,
    failingSince: worse?.failingSince ?? null,
    failureReason: worse?.failureReason ?? null,
    throttled: (own?.throttled ?? false) || (shared?.throttled ?? false),
  };
}

/** What `Json` columns of ours hold is always an object or null. */
function asObject(value: Prisma.JsonValue): JsonObject | null {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as JsonObject) : null;
}
