import type { Progress, TaskListSort } from "@/lib/contracts/tasks";
import { readIntervals } from "@/lib/domain/snapshot";
import type { StoredTask } from "@/lib/domain/stored-task";
import { Prisma, type Task } from "@/lib/generated/prisma/client";
import type { Db, Tx } from "./db";
import { forgetDroppedRows } from "./drop-rows";
import { withWorkbook, withWorkbooks } from "./kept-workbooks";
import { readTaskRows } from "./read-task-rows";
import type { SeenTask } from "./seen-task";
import { changedColumns, firstColumns, isNews } from "./task-columns";
import { type TaskFilter, taskCondition } from "./task-filter";
import { orderTasks, type TaskCursor } from "./task-order";
import { taskWithSync, toStoredTask } from "./task-row";
import { describeTargets } from "./task-targets";

export interface TaskListQuery extends TaskFilter {
  /** Newest first when it is not given. */
  sort?: TaskListSort;
  limit: number;
  /** 1-based; excludes `after`. */
  page?: number;
  after?: TaskCursor;
}

/** `next` is null behind the last row. */
export async function listTasks(
  db: Db,
  query: TaskListQuery,
  now: Date,
): Promise<{ rows: StoredTask[]; total: number; next: TaskCursor | null }> {
  const { after, limit, page, sort = "-created" } = query;
  const where = taskCondition(query, now);
  const order = orderTasks(sort);
  const [counted] = await db.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM task t WHERE ${where}`;
  const found = await db.$queryRaw<TaskCursor[]>`
    SELECT t.id, t.created_at AS "createdAt", ${order.key} AS key FROM task t
    WHERE ${where} AND ${after ? order.behind(after) : Prisma.sql`true`}
    ORDER BY ${order.by} LIMIT ${limit + 1}::int OFFSET ${page ? (page - 1) * limit : 0}::bigint`;
  const shown = found.slice(0, limit);
  const rows = await readInOrder(
    db,
    shown.map(({ id }) => id),
    now,
  );
  return { rows, total: counted?.total ?? 0, next: found.length > limit ? (shown.at(-1) ?? null) : null };
}

/** How many tasks of the connections each filter matches, in one look at them all. */
export async function countTasks(
  db: Db,
  connectionIds: number[],
  filters: readonly Omit<TaskFilter, "connectionIds">[],
  now: Date,
): Promise<number[]> {
  if (filters.length === 0) return [];
  const counts = filters.map(
    (filter) => Prisma.sql`count(*) FILTER (WHERE ${taskCondition({ ...filter, connectionIds }, now)})::int`,
  );
  const [row] = await db.$queryRaw<{ counts: number[] }[]>`
    SELECT ARRAY[${Prisma.join(counts)}] AS counts FROM task t WHERE t.connection_id = ANY(${connectionIds}::int[])`;
  return row?.counts ?? [];
}

async function readInOrder(db: Db, ids: number[], now: Date): Promise<StoredTask[]> {
  if (ids.length === 0) return [];
  const rows = await readTaskRows(db, Prisma.sql`t.id = ANY(${ids}::int[])`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  // One that was dropped in between is left out.
  const found = ids.flatMap((id) => byId.get(id) ?? []).map((row) => toStoredTask(row, now));
  return withWorkbooks(db, found);
}

/** The task of that id in the first of the given connections that has it: pass the living one first. */
export async function findTask(
  db: Db,
  connectionIds: number[],
  taskId: string,
  now: Date = new Date(),
): Promise<StoredTask | null> {
  const rows = await readTaskRows(
    db,
    Prisma.sql`t.connection_id = ANY(${connectionIds}::int[]) AND t.task_id = ${taskId}`,
  );
  for (const connectionId of connectionIds) {
    const row = rows.find((candidate) => candidate.connectionId === connectionId);
    if (row) return withWorkbook(db, toStoredTask(row, now));
  }
  return null;
}

/** Null when the task was dropped meanwhile. */
export async function findTaskByPk(db: Db, taskPk: number, now: Date): Promise<StoredTask | null> {
  const row = await db.task.findUnique({ ...taskWithSync, where: { id: taskPk } });
  return row && withWorkbook(db, toStoredTask(row, now));
}

/** Tasks of a type made since then that the platform still has: among them is what a lost create made. */
export async function findLiveTasks(
  db: Db,
  query: { connectionId: number; type: string; createdSince: Date },
  now: Date = new Date(),
): Promise<StoredTask[]> {
  const rows = await db.task.findMany({
    ...taskWithSync,
    where: {
      connectionId: query.connectionId,
      type: query.type,
      createdAt: { gte: query.createdSince },
      deletedAt: null,
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map((row) => toStoredTask(row, now));
}

/** Milliseconds a task stays followed after somebody looked at it, and the age at which a finished one is read again. */
const followMs = 60_000;
const finalAgeMs = 300_000;

/**
 * Stores what the platform said about a task. What only Muster knows (creator, space, origin, targets as sent) is kept
 * once known; a moved status or counter re-opens the task and makes its read due. Call it before `saveSubtaskRows` in
 * the same transaction: every writer locks the schedule first, then the task.
 */
export async function saveSeenTask(tx: Tx, seen: SeenTask): Promise<StoredTask> {
  const key = { connectionId: seen.connectionId, taskId: seen.task.taskId };
  const held = (await lockTask(tx, key)) ?? (await insertOrLock(tx, seen, key));
  if (held) await updateTask(tx, held, seen);
  const row = await tx.task.findUniqueOrThrow({ ...taskWithSync, where: { connectionId_taskId: key } });
  return withWorkbook(tx, toStoredTask(row, seen.fetchedAt));
}

/** Stores tasks met for the first time, each due to be read; those somebody else stored meanwhile are left alone. */
export async function insertTasks(tx: Tx, seen: readonly SeenTask[]): Promise<number> {
  const described = new Map(seen.map((one) => [one.task.taskId, { one, ...describeTargets(one.task, one) }]));
  const created = await tx.task.createManyAndReturn({
    data: [...described.values()].map(({ one, facts }) => firstColumns(one, facts)),
    skipDuplicates: true,
    select: { id: true, taskId: true, fetchedAt: true },
  });
  await tx.taskSync.createMany({
    data: created.map(({ id, fetchedAt }) => ({ taskId: id, dueAt: fetchedAt })),
  });
  await tx.taskTargets.createMany({
    data: created.flatMap(({ id, taskId }) => {
      const ids = described.get(taskId)?.ids;
      return ids ? [{ taskId: id, targets: ids }] : [];
    }),
  });
  return created.length;
}

async function updateTask(tx: Tx, held: Task, seen: SeenTask): Promise<void> {
  const { facts, ids } = describeTargets(seen.task, seen);
  if (held.rowsDroppedAt && isNews(held, seen)) await forgetDroppedRows(tx, held.id);
  await tx.task.update({ where: { id: held.id }, data: changedColumns(held, seen, facts) });
  // The echo is up to 30,000 ids: written once.
  if (ids && held.targetKind === "unknown") {
    await tx.taskTargets.createMany({ data: [{ taskId: held.id, targets: ids }], skipDuplicates: true });
  }
  if (isNews(held, seen) && seen.makeDue !== false) await requestTaskRead(tx, held.id, seen.fetchedAt);
}

/** The row under its lock, or null when it is not there yet. */
async function lockTask(tx: Tx, key: { connectionId: number; taskId: string }): Promise<Task | null> {
  const found = await tx.task.findUnique({ where: { connectionId_taskId: key }, select: { id: true } });
  if (!found) return null;
  await tx.$queryRaw`SELECT task_id FROM task_sync WHERE task_id = ${found.id} FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM task WHERE id = ${found.id} FOR UPDATE`;
  return tx.task.findUnique({ where: { id: found.id } });
}

/** Null when the row is there now for the first time; the locked row when somebody else was faster. */
async function insertOrLock(
  tx: Tx,
  seen: SeenTask,
  key: { connectionId: number; taskId: string },
): Promise<Task | null> {
  return (await insertTasks(tx, [seen])) === 1 ? null : lockTask(tx, key);
}

/** Whoever else changes the task, or means to, waits until the transaction ends. */
export async function lockTaskRow(tx: Tx, taskPk: number): Promise<void> {
  await tx.$queryRaw`SELECT id FROM task WHERE id = ${taskPk} FOR UPDATE`;
}

/** The platform answered that it has no such task: the snapshot stays, marked, and is read no more (F23). */
export async function markTaskDeleted(tx: Tx, taskPk: number, at: Date): Promise<void> {
  await tx.$executeRaw`UPDATE task_sync SET due_at = NULL, failures = 0, failing_since = NULL, failure_reason = NULL,
    throttled = false WHERE task_id = ${taskPk}`;
  await tx.$executeRaw`UPDATE task SET deleted_at = COALESCE(deleted_at, ${at}::timestamptz), fetched_at = ${at}::timestamptz WHERE id = ${taskPk}`;
}

export interface TaskRead {
  complete: boolean;
  final: boolean;
  /** As the rows have it, where the platform's counters do not tell. */
  open?: Pick<Progress, "waiting" | "processing">;
}

/** What reading a task's rows was worth; the caller has the row's lock or the lease. */
export async function markTaskRead(tx: Tx, taskPk: number, read: TaskRead): Promise<void> {
  const { complete, final, open } = read;
  await tx.$executeRaw`UPDATE task SET subtasks_complete = ${complete}, final = ${final},
      waiting = COALESCE(${open?.waiting ?? null}::int, waiting),
      processing = COALESCE(${open?.processing ?? null}::int, processing)
    WHERE id = ${taskPk}`;
}

/** Makes the next read of a task due now, unless the platform is failing: a click is no reason to hurry a back-off. */
export async function requestTaskRead(db: Db, taskPk: number, now: Date): Promise<void> {
  await db.$executeRaw`UPDATE task_sync SET due_at = LEAST(due_at, ${now}::timestamptz)
    WHERE task_id = ${taskPk} AND failures = 0 AND NOT throttled`;
}

/**
 * Somebody looks at the task: it is read every 10 s for the next minute. A finished one is only read when its last
 * answer is older than five minutes (architecture.md §5), a deleted one never. False when there is nothing to follow.
 */
export async function followTask(db: Db, taskPk: number, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + followMs);
  const followed = await db.$executeRaw`
    UPDATE task_sync s SET followed_until = GREATEST(s.followed_until, ${until}::timestamptz),
      interval_ms = CASE WHEN t.final THEN s.interval_ms ELSE ${readIntervals.followed} END,
      due_at = CASE
        WHEN s.failures > 0 OR s.throttled THEN s.due_at
        WHEN t.final AND t.fetched_at > ${new Date(now.getTime() - finalAgeMs)}::timestamptz THEN s.due_at
        ELSE LEAST(s.due_at, GREATEST(${now}::timestamptz, t.fetched_at + ${readIntervals.followed} * interval '1 ms'))
      END
    FROM task t WHERE t.id = s.task_id AND s.task_id = ${taskPk} AND t.deleted_at IS NULL`;
  return followed > 0;
}
