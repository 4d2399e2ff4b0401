import type { TargetResult } from "@/lib/contracts/operations";
import type { Db, Tx } from "./db";

/** A device of an operation, by its place in the frozen set. */
export interface OperationTarget {
  ord: number;
  target: string;
}

export interface AnsweredTarget {
  ord: number;
  status: TargetResult["status"];
  errorCode: string | null;
  errorMessage: string | null;
}

/** Rows of one statement: two arrays of this length stay well below every limit of the protocol. */
const insertSize = 10_000;

/** Writes the frozen set, up to 30,000 devices, in the order given. */
export async function insertTargets(tx: Tx, operationId: string, targets: readonly string[]): Promise<void> {
  for (let from = 0; from < targets.length; from += insertSize) {
    const part = targets.slice(from, from + insertSize);
    await tx.$executeRaw`
      INSERT INTO operation_target (operation_id, ord, target)
      SELECT ${operationId}::uuid, ${from}::int + place - 1, target
      FROM unnest(${part}::text[]) WITH ORDINALITY AS given (target, place)`;
  }
}

/** Marks the next unsent devices as sent and returns them; commit before the platform is called. */
export async function takeNextChunk(
  tx: Tx,
  operationId: string,
  size: number,
  sentAt: Date,
): Promise<OperationTarget[]> {
  const taken = await tx.$queryRaw<OperationTarget[]>`
    UPDATE operation_target SET sent_at = ${sentAt}
    WHERE operation_id = ${operationId}::uuid AND ord IN (
      SELECT ord FROM operation_target
      WHERE operation_id = ${operationId}::uuid AND status IS NULL AND sent_at IS NULL
      ORDER BY ord LIMIT ${size}
    )
    RETURNING ord, target`;
  return taken.sort((a, b) => a.ord - b.ord);
}

/** Devices that were sent, or were about to be, and whose answer nobody stored. */
export async function findUnanswered(db: Db, operationId: string): Promise<OperationTarget[]> {
  return db.$queryRaw<OperationTarget[]>`
    SELECT ord, target FROM operation_target
    WHERE operation_id = ${operationId}::uuid AND status IS NULL AND sent_at IS NOT NULL ORDER BY ord`;
}

/** Makes devices unsent again: only for those proven untouched. */
export async function unmarkSent(tx: Tx, operationId: string, ords: readonly number[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE operation_target SET sent_at = NULL
    WHERE operation_id = ${operationId}::uuid AND status IS NULL AND ord = ANY(${[...ords]}::int[])`;
}

export async function saveAnswers(
  tx: Tx,
  operationId: string,
  answers: readonly AnsweredTarget[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE operation_target AS row
    SET status = answer.status, error_code = answer.code, error_message = answer.message
    FROM unnest(${answers.map(({ ord }) => ord)}::int[], ${answers.map(({ status }) => status)}::text[],
      ${answers.map(({ errorCode }) => errorCode)}::text[],
      ${answers.map(({ errorMessage }) => errorMessage)}::text[]) AS answer (ord, status, code, message)
    WHERE row.operation_id = ${operationId}::uuid AND row.ord = answer.ord AND row.status IS NULL`;
}

/** For a set the platform chose itself: its answers are the first we hear of these devices. */
export async function insertAnswers(
  tx: Tx,
  operationId: string,
  answers: readonly (AnsweredTarget & OperationTarget)[],
): Promise<void> {
  const data = answers.map((answer) => ({ operationId, ...answer }));
  for (let from = 0; from < data.length; from += insertSize) {
    await tx.operationTarget.createMany({ data: data.slice(from, from + insertSize) });
  }
}

/** Gives every device without an answer this one; `sent` says which of them: those sent, or those never sent. */
export async function settleRest(
  tx: Tx,
  operationId: string,
  which: "sent" | "unsent",
  answer: Omit<AnsweredTarget, "ord">,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE operation_target
    SET status = ${answer.status}, error_code = ${answer.errorCode}, error_message = ${answer.errorMessage}
    WHERE operation_id = ${operationId}::uuid AND status IS NULL
      AND (sent_at IS NOT NULL) = ${which === "sent"}`;
}

export interface TargetCounts {
  success: number;
  failure: number;
  unknown: number;
  /** Sent, no answer stored. */
  unanswered: number;
  unsent: number;
}

export async function countTargets(db: Db, operationId: string): Promise<TargetCounts> {
  const [counts] = await db.$queryRaw<TargetCounts[]>`
    SELECT count(*) FILTER (WHERE status = 'success')::int AS success,
      count(*) FILTER (WHERE status = 'failure')::int AS failure,
      count(*) FILTER (WHERE status = 'unknown')::int AS unknown,
      count(*) FILTER (WHERE status IS NULL AND sent_at IS NOT NULL)::int AS unanswered,
      count(*) FILTER (WHERE status IS NULL AND sent_at IS NULL)::int AS unsent
    FROM operation_target WHERE operation_id = ${operationId}::uuid`;
  return counts ?? { success: 0, failure: 0, unknown: 0, unanswered: 0, unsent: 0 };
}

export interface ResultQuery {
  limit: number;
  /** 1-based; ignored when `afterOrd` is given. */
  page?: number;
  afterOrd?: number;
}

/** Answered devices in the order of the set; `nextOrd` continues behind the last one and is null at the end. */
export async function pageResults(
  db: Db,
  operationId: string,
  query: ResultQuery,
): Promise<{ rows: TargetResult[]; total: number; nextOrd: number | null }> {
  const answered = { operationId, status: { not: null } };
  const { afterOrd, limit, page = 1 } = query;
  const [total, found] = await Promise.all([
    db.operationTarget.count({ where: answered }),
    db.operationTarget.findMany({
      where: afterOrd === undefined ? answered : { ...answered, ord: { gt: afterOrd } },
      orderBy: { ord: "asc" },
      skip: afterOrd === undefined ? (page - 1) * limit : 0,
      take: limit + 1,
    }),
  ]);
  const shown = found.slice(0, limit);
  return {
    rows: shown.map((row) => ({
      target: row.target,
      // `saveAnswers` and `settleRest` are the only writers of this column.
      status: row.status as TargetResult["status"],
      ...(row.errorCode === null ? {} : { errorCode: row.errorCode }),
      ...(row.errorMessage === null ? {} : { errorMessage: row.errorMessage }),
    })),
    total,
    nextOrd: found.length > limit ? (shown.at(-1)?.ord ?? null) : null,
  };
}
