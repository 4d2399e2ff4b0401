import type { Prisma } from "@/lib/generated/prisma/client";
import type { Db } from "./db";
import { escapeLike } from "./escape-like";

export interface TaskFilter {
  /** The connections of one slug: the living one and those archived under the same name. */
  connectionIds: number[];
  status?: string[];
  type?: string[];
  /** A part of the name, case ignored, or a whole task id. */
  q?: string;
  appId?: string;
  createdFrom?: Date;
  createdTo?: Date;
  /** A person's id, or their name. */
  createdBy?: string;
  /** A device id: tasks it is, or was, a target of. */
  target?: string;
}

export async function whereTasks(db: Db, filter: TaskFilter): Promise<Prisma.TaskWhereInput> {
  const all: Prisma.TaskWhereInput[] = [];
  if (filter.q) {
    all.push({
      OR: [{ taskId: filter.q }, { name: { contains: escapeLike(filter.q), mode: "insensitive" } }],
    });
  }
  if (filter.createdBy) {
    all.push({
      OR: [
        { createdById: filter.createdBy },
        { createdByName: { equals: escapeLike(filter.createdBy), mode: "insensitive" } },
      ],
    });
  }
  if (filter.target) all.push({ id: { in: await tasksOfTarget(db, filter.connectionIds, filter.target) } });
  return {
    connectionId: { in: filter.connectionIds },
    status: filter.status ? { in: filter.status } : undefined,
    type: filter.type ? { in: filter.type } : undefined,
    appId: filter.appId,
    createdAt: { gte: filter.createdFrom, lte: filter.createdTo },
    AND: all,
  };
}

/** Rows say it exactly; a task whose rows are not all here, or no longer, is judged by what it was sent. */
async function tasksOfTarget(db: Db, connectionIds: number[], target: string): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM task t
    WHERE t.connection_id = ANY(${connectionIds}::int[]) AND (
      EXISTS (SELECT FROM subtask s WHERE s.task_id = t.id AND s.target = ${target})
      OR ((NOT t.subtasks_complete OR t.rows_dropped_at IS NOT NULL)
          AND EXISTS (SELECT FROM task_targets g WHERE g.task_id = t.id AND ${target} = ANY(g.targets))))`;
  return rows.map((row) => row.id);
}
