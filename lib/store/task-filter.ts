import type { TaskListView } from "@/lib/contracts/tasks";
import { finalTaskStatuses } from "@/lib/domain/statuses";
import { attentionStatuses, failedShareLimit, stuckAfterMs } from "@/lib/domain/task-attention";
import { outsideMuster, viewStatuses } from "@/lib/domain/task-list-url";
import { Prisma } from "@/lib/generated/prisma/client";
import { escapeLike } from "./escape-like";

export interface TaskFilter {
  /** The connections of one slug: the living one and those archived under the same name. */
  connectionIds: number[];
  view?: TaskListView;
  status?: string[];
  type?: string[];
  /** A part of the name, case ignored, or a whole task id. */
  q?: string;
  appId?: string;
  createdFrom?: Date;
  createdTo?: Date;
  /** A person's id, or their name; `-`: nobody here. */
  createdBy?: string;
  /** A device id: tasks it is, or was, a target of. */
  target?: string;
}

/** What a filter asks of `task t`. `now` decides what is still to come. */
export function taskCondition(filter: TaskFilter, now: Date): Prisma.Sql {
  const { connectionIds, view, status, type, q, appId, createdFrom, createdTo, createdBy, target } = filter;
  const all = [Prisma.sql`t.connection_id = ANY(${connectionIds}::int[])`];
  if (view) all.push(viewCondition(view, now));
  if (status) all.push(Prisma.sql`t.status = ANY(${status}::text[])`);
  if (type) all.push(Prisma.sql`t.type = ANY(${type}::text[])`);
  if (q) all.push(Prisma.sql`(t.task_id = ${q} OR t.name ILIKE ${`%${escapeLike(q)}%`})`);
  if (appId) all.push(Prisma.sql`t.app_id = ${appId}`);
  if (createdFrom) all.push(Prisma.sql`t.created_at >= ${createdFrom}::timestamptz`);
  if (createdTo) all.push(Prisma.sql`t.created_at <= ${createdTo}::timestamptz`);
  if (createdBy === outsideMuster) all.push(Prisma.sql`t.created_by_id IS NULL`);
  else if (createdBy) {
    all.push(
      Prisma.sql`(t.created_by_id = ${createdBy} OR t.created_by_name ILIKE ${escapeLike(createdBy)})`,
    );
  }
  if (target) all.push(targetCondition(target));
  return Prisma.join(all, " AND ");
}

/** ui.md §3. A task is stuck when it was read again an hour after its counters last moved; see `task_point`. */
function viewCondition(view: TaskListView, now: Date): Prisma.Sql {
  if (view === "running") return Prisma.sql`t.status = ANY(${[...viewStatuses.running]}::text[])`;
  const unfinished = Prisma.sql`t.status <> ALL(${[...finalTaskStatuses]}::text[])`;
  if (view === "scheduled") return Prisma.sql`(${unfinished} AND t.schedule_time > ${now}::timestamptz)`;
  return Prisma.sql`(t.status = ANY(${[...attentionStatuses]}::text[])
    OR ${unfinished} AND t.fail + t.timeout > ${failedShareLimit}::float8 * t.total
    OR t.status = ANY(${[...viewStatuses.running]}::text[]) AND t.deleted_at IS NULL
      AND t.fetched_at - ${stuckAfterMs}::int * interval '1 ms' > (SELECT max(p.at) FROM task_point p WHERE p.task_id = t.id))`;
}

/** Rows say it exactly; a task whose rows are not all here, or no longer, is judged by what it was sent. */
function targetCondition(target: string): Prisma.Sql {
  return Prisma.sql`(EXISTS (SELECT FROM subtask s WHERE s.task_id = t.id AND s.target = ${target})
    OR (NOT t.subtasks_complete OR t.rows_dropped_at IS NOT NULL)
      AND EXISTS (SELECT FROM task_targets g WHERE g.task_id = t.id AND ${target} = ANY(g.targets)))`;
}
