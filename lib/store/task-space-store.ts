import { finalTaskStatuses } from "@/lib/domain/statuses";
import type { Db, Tx } from "./db";

/** A task whose resource space nobody knows; only a list narrowed to a space tells (sheet §6.1, §6.4). */
export interface SpacelessTask {
  id: number;
  taskId: string;
  type: string;
  createdAt: Date;
}

/** Those worth a search: tasks that still take a place in their space, and those met since `seenSince`. */
export async function findSpacelessTasks(
  db: Db,
  { connectionId, seenSince }: { connectionId: number; seenSince: Date },
): Promise<SpacelessTask[]> {
  return db.task.findMany({
    where: {
      connectionId,
      appId: null,
      deletedAt: null,
      OR: [{ status: { notIn: [...finalTaskStatuses] } }, { firstSeenAt: { gte: seenSince } }],
    },
    select: { id: true, taskId: true, type: true, createdAt: true },
  });
}

/** Keeps the space of tasks that have none yet. */
export async function saveTaskSpace(tx: Tx, taskPks: readonly number[], appId: string): Promise<void> {
  await tx.task.updateMany({ where: { id: { in: [...taskPks] }, appId: null }, data: { appId } });
}

export interface UnfinishedTasks {
  /** How many tasks that are not over each resource space has; one without any is left out. */
  bySpace: Map<string, number>;
  /** Those whose space is not known: a space has at least its own, at most these more. */
  unknown: number;
}

/** Tasks that take one of a space's ten places (sheet §10.4), as far as they are known here. */
export async function countUnfinishedBySpace(db: Db, connectionId: number): Promise<UnfinishedTasks> {
  const rows = await db.task.groupBy({
    by: ["appId"],
    where: { connectionId, deletedAt: null, status: { notIn: [...finalTaskStatuses] } },
    _count: { _all: true },
  });
  const bySpace = new Map<string, number>();
  let unknown = 0;
  for (const { appId, _count } of rows) {
    if (appId === null) unknown = _count._all;
    else bySpace.set(appId, _count._all);
  }
  return { bySpace, unknown };
}
