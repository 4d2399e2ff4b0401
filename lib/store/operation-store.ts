import type { JsonObject } from "@/lib/contracts/json";
import type { OperationKind, OperationState } from "@/lib/contracts/operations";
import type { PersonRef } from "@/lib/contracts/tasks";
import type { LeasedOperation, OperationLease, StoredOperation } from "@/lib/domain/stored-operation";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Db, Tx } from "./db";
import { readWanted, toStoredOperation } from "./operation-row";

/** A create's request may be megabytes: only who carries it out reads it. */
const withoutRequest = { omit: { request: true } } satisfies Prisma.OperationDefaultArgs;

export interface NewOperation {
  id: string;
  connectionId: number;
  kind: OperationKind;
  state: OperationState;
  taskId: string | null;
  request: JsonObject;
  wholeTask: boolean;
  total: number | null;
  createdAt: Date;
  createdBy: PersonRef;
  sendAt: Date | null;
  /** Given when the maker calls the platform itself, at once. */
  callStartedAt: Date | null;
  dueAt: Date;
  /** Given when the maker carries it out itself. */
  holder: { owner: string; until: Date } | null;
  draftId?: string | null;
  fileId?: string | null;
  reason?: string | null;
}

/** Its lease, when there is a holder, has the fence 1. */
export async function insertOperation(tx: Tx, operation: NewOperation): Promise<OperationLease> {
  const { createdBy, holder, ...columns } = operation;
  const fence = holder ? 1 : 0;
  await tx.operation.create({
    data: {
      ...columns,
      createdById: createdBy.id,
      createdByName: createdBy.name,
      createdByKind: createdBy.kind,
      leaseOwner: holder?.owner ?? null,
      leaseUntil: holder?.until ?? null,
      fence,
    },
  });
  return { operationId: operation.id, fence };
}

export async function findOperation(
  db: Db,
  connectionIds: readonly number[],
  id: string,
): Promise<StoredOperation | null> {
  const where = { id, connectionId: { in: [...connectionIds] } };
  const row = await db.operation.findFirst({ ...withoutRequest, where });
  if (row === null) return null;
  return toStoredOperation(row, (await readWanted(db, [row])).get(row.id));
}

/** What an operation was asked for, as it was accepted: possibly megabytes. */
export async function findRequest(db: Db, id: string): Promise<JsonObject | null> {
  const row = await db.operation.findUnique({ where: { id }, select: { request: true } });
  // `insertOperation` and `changeOperation` are the only writers of this column.
  return row && (row.request as JsonObject);
}

export interface OperationPosition {
  createdAt: Date;
  id: string;
}

export interface OperationQuery {
  connectionIds: readonly number[];
  kind?: OperationKind;
  /** Any of these. */
  state?: readonly OperationState[];
  taskId?: string;
  limit: number;
  /** 1-based; ignored when `after` is given. */
  page?: number;
  after?: OperationPosition;
}

/** Newest first; `next` continues behind the last row and is null at the end. */
export async function listOperations(
  db: Db,
  query: OperationQuery,
): Promise<{ rows: StoredOperation[]; total: number; next: OperationPosition | null }> {
  const { after, limit, page = 1 } = query;
  const where: Prisma.OperationWhereInput = {
    connectionId: { in: [...query.connectionIds] },
    kind: query.kind,
    state: query.state && { in: [...query.state] },
    taskId: query.taskId,
  };
  const behind: Prisma.OperationWhereInput = after
    ? { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { gt: after.id } }] }
    : {};
  const [total, rows] = await Promise.all([
    db.operation.count({ where }),
    db.operation.findMany({
      ...withoutRequest,
      where: { AND: [where, behind] },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      skip: after ? 0 : (page - 1) * limit,
      take: limit + 1,
    }),
  ]);
  const wanted = await readWanted(db, rows.slice(0, limit));
  const shown = rows.slice(0, limit).map((row) => toStoredOperation(row, wanted.get(row.id)));
  const last = shown.at(-1);
  const next = rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null;
  return { rows: shown, total, next };
}

/**
 * Which of these tasks cannot be what a lost create made: another create already has them as its own, or they were
 * seen before `seenBefore`.
 */
export async function findTakenTasks(
  db: Db,
  operation: Pick<StoredOperation, "id" | "connectionId">,
  taskIds: readonly string[],
  seenBefore: Date,
): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ task_id: string }[]>`
    SELECT task_id FROM operation
    WHERE connection_id = ${operation.connectionId} AND task_id = ANY(${[...taskIds]}::text[])
      AND kind IN ('create', 'rerun') AND id <> ${operation.id}::uuid
    UNION
    SELECT task_id FROM task
    WHERE connection_id = ${operation.connectionId} AND task_id = ANY(${[...taskIds]}::text[])
      AND first_seen_at < ${seenBefore}::timestamptz`;
  return new Set(rows.map((row) => row.task_id));
}

/**
 * Whether another create of the same name is with the platform right now: its task may show in the platform's list
 * before its operation says so.
 */
export async function isLikeCreateInFlight(db: Db, operation: LeasedOperation): Promise<boolean> {
  const [found] = await db.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM operation
      WHERE connection_id = ${operation.connectionId} AND kind IN ('create', 'rerun') AND state = 'running'
        AND call_started_at IS NOT NULL AND id <> ${operation.id}::uuid
        AND request->>'name' = ${String(operation.request.name)}
    ) AS found`;
  return found?.found ?? false;
}

/** The delete of this task that is not over; the caller holds `lockTaskRow`, so there is no second one. */
export async function findOpenDelete(
  tx: Tx,
  { connectionId, taskId }: { connectionId: number; taskId: string },
): Promise<string | null> {
  const open: OperationState[] = ["approval", "held", "queued", "running", "unknown"];
  const row = await tx.operation.findFirst({
    where: { connectionId, taskId, kind: "delete", state: { in: open } },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** One adoption of a task at a time on a connection; held to the end of the transaction. */
export async function lockAdoptions(tx: Tx, connectionId: number): Promise<void> {
  await tx.$queryRaw`SELECT id FROM connection WHERE id = ${connectionId} FOR NO KEY UPDATE`;
}
