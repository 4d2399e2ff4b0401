import type { JsonObject } from "@/lib/contracts/json";
import type {
  OperationCandidate,
  OperationError,
  OperationKind,
  OperationState,
} from "@/lib/contracts/operations";
import {
  makesTask,
  type StoredOperation,
  type TakenBack,
  type WantedTask,
} from "@/lib/domain/stored-operation";
import type { Operation as OperationRow, Prisma } from "@/lib/generated/prisma/client";
import type { Db } from "./db";

type Row = Omit<OperationRow, "request">;

/** A few words of the requests of those that make tasks: the rest of them may be megabytes. */
export async function readWanted(
  db: Db,
  rows: readonly Pick<Row, "id" | "kind">[],
): Promise<Map<string, WantedTask>> {
  const ids = rows.filter(({ kind }) => isMaker(kind)).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const found = await db.$queryRaw<(WantedTask & { id: string })[]>`
    SELECT id, COALESCE(request->>'name', '') AS name, COALESCE(request->>'type', '') AS type,
      request->>'rerunOf' AS "rerunOf"
    FROM operation WHERE id = ANY(${ids}::uuid[])`;
  return new Map(found.map(({ id, ...wanted }) => [id, wanted]));
}

/** The same from a request that was read for other reasons. */
export function wantedOf(kind: string, { name, type, rerunOf }: JsonObject): WantedTask | undefined {
  if (!isMaker(kind)) return undefined;
  const original = typeof rerunOf === "string" ? rerunOf : null;
  return { name: String(name ?? ""), type: String(type ?? ""), rerunOf: original };
}

// This store is the only writer of the column, and writes nothing but kinds.
const isMaker = (kind: string) => makesTask(kind as OperationKind);

/** What is kept of how it ended: an error, with it the tasks a person has to choose from, or who took it back. */
type Outcome = (OperationError & { candidates?: OperationCandidate[] }) | { takenBack: TakenBack };

export function keepError(
  error: OperationError,
  candidates: readonly OperationCandidate[],
): Prisma.InputJsonObject {
  return candidates.length > 0 ? { ...error, candidates: candidates.map((each) => ({ ...each })) } : error;
}

export function keepTakenBack(takenBack: TakenBack): Prisma.InputJsonObject {
  return { takenBack: { ...takenBack } };
}

export function toStoredOperation(row: Row, wanted: WantedTask | undefined): StoredOperation {
  return {
    id: row.id,
    connectionId: row.connectionId,
    // This store is the only writer of these columns, and writes nothing but these types.
    kind: row.kind as OperationKind,
    state: row.state as OperationState,
    ...readOutcome(row.error),
    taskId: row.taskId,
    wholeTask: row.wholeTask,
    total: row.total,
    succeeded: row.succeeded,
    failed: row.failed,
    createdAt: row.createdAt,
    createdBy: { id: row.createdById, name: row.createdByName, kind: row.createdByKind },
    sendAt: row.sendAt,
    callStartedAt: row.callStartedAt,
    callEndedAt: row.callEndedAt,
    platformRequestId: row.platformRequestId,
    dueAt: row.dueAt,
    tries: row.tries,
    draftId: row.draftId,
    fileId: row.fileId,
    platformFileId: row.platformFileId,
    reason: row.reason,
    wanted: wanted ?? null,
  };
}

function readOutcome(stored: Prisma.JsonValue): Pick<StoredOperation, "error" | "candidates" | "takenBack"> {
  const nothing = { error: null, candidates: [], takenBack: null };
  if (stored === null) return nothing;
  // Written by `keepError` and `keepTakenBack` only.
  const outcome = stored as unknown as Outcome;
  if ("takenBack" in outcome) return { ...nothing, takenBack: outcome.takenBack };
  const { candidates = [], ...error } = outcome;
  return { ...nothing, error, candidates };
}
