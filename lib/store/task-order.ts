import type { TaskListSort } from "@/lib/contracts/tasks";
import { taskStatuses } from "@/lib/domain/statuses";
import { Prisma } from "@/lib/generated/prisma/client";

/** Where a list goes on: behind this task, in the list's own order. */
export interface TaskCursor {
  /** What the task is sorted by, in sorts other than by creation. */
  key: string | number | null;
  createdAt: Date;
  id: number;
}

export interface TaskOrder {
  by: Prisma.Sql;
  /** The key of `TaskCursor`, of `task t`. */
  key: Prisma.Sql;
  behind: (cursor: TaskCursor) => Prisma.Sql;
}

const [before, after, down, up] = ["<", ">", "DESC", "ASC"].map((word) => Prisma.raw(word)) as [
  Prisma.Sql,
  Prisma.Sql,
  Prisma.Sql,
  Prisma.Sql,
];

/** By bytes, so that every database sorts alike; a share of nothing is none. */
const keys: Record<Exclude<SortSubject, "created">, Prisma.Sql> = {
  name: Prisma.sql`(lower(t.name) COLLATE "C")`,
  status: Prisma.sql`COALESCE(array_position(${[...taskStatuses]}::text[], t.status), ${taskStatuses.length + 1}::int)`,
  failed: Prisma.sql`((t.fail + t.timeout)::bigint * 1000000 / GREATEST(t.total, 1))::int`,
  targets: Prisma.sql`GREATEST(t.total, t.target_count)`,
};
type SortSubject = "created" | "name" | "status" | "failed" | "targets";

/** How a sort orders `task t`; equal ones newest first, so that every order is a whole one. */
export function orderTasks(sort: TaskListSort): TaskOrder {
  const isDown = sort.startsWith("-");
  const subject = sort.replace("-", "") as SortSubject;
  const [way, side] = isDown ? [down, before] : [up, after];
  if (subject === "created") {
    return {
      by: Prisma.sql`t.created_at ${way}, t.id ${way}`,
      key: Prisma.sql`NULL`,
      behind: ({ createdAt, id }) =>
        Prisma.sql`(t.created_at, t.id) ${side} (${createdAt}::timestamptz, ${id}::int)`,
    };
  }
  const key = keys[subject];
  const cast = Prisma.raw(subject === "name" ? "::text" : "::int");
  return {
    by: Prisma.sql`${key} ${way}, t.created_at DESC, t.id DESC`,
    key,
    behind: (cursor) => Prisma.sql`(${key} ${side} ${cursor.key}${cast} OR ${key} = ${cursor.key}${cast}
      AND (t.created_at, t.id) < (${cursor.createdAt}::timestamptz, ${cursor.id}::int))`,
  };
}
