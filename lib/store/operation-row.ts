import type { JsonObject } from "@/lib/contracts/json";
import type {
  OperationCandidate,
  OperationError,
  OperationKind,
  OperationState,
} from "@/lib/contracts/operations";
import type { StoredOperation, WantedTask } from "@/lib/domain/stored-operation";
import type { Operation as OperationRow, Prisma } from "@/lib/generated/prisma/client";
import type { Db } from "./db";

type Row = Omit<OperationRow, "request">;

const creates: ReadonlySet<string> = new Set<OperationKind>(["create", "rerun"]);

/** Two words of the requests of those that make tasks: the rest of them may be megabytes. */
export async function readWanted(
  db: Db,
  rows: readonly Pick<Row, "id" | "kind">[],
): Promise<Map<string, WantedTask>> {
  const ids = rows.filter(({ kind }) => creates.has(kind)).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const found = await db.$queryRaw<(WantedTask & { id: string })[]>`
    SELECT id, COALESCE(request->>'name', '') AS name, COALESCE(request->>'type', '') AS type
    FROM operation WHERE id = ANY(${ids}::uuid[])`;
  return new Map(found.map(({ id, ...wanted }) => [id, wanted]));
}

/** The same from a request that was read for other reasons. */
export function wantedOf(kind: string, { name, type }: JsonObject): WantedTask | undefined {
  return creates.has(kind) ? { name: String(name ?? ""), type: String(type ?? "") } : undefined;
}

/** What is kept of an error: with it the tasks a person has to choose from. */
type KeptError = OperationError & { candidates?: OperationCandidate[] };

export function keepError(error: OperationError, candidates: readonly OperationCandidate[]): KeptError {
  return candidates.length > 0 ? { ...error, candidates: [...candidates] } : error;
}

export function toStoredOperation(row: Row, wanted: WantedTask | undefined): StoredOperation {
  return {
    id: row.id,
    connectionId: row.connectionId,
    // This store is the only writer of these columns, and writes nothing but these types.
    kind: row.kind as OperationKind,
    state: row.state as OperationState,
    ...readError(row.error),
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

function readError(stored: Prisma.JsonValue): Pick<StoredOperation, "error" | "candidates"> {
  if (stored === null) return { error: null, candidates: [] };
  const { candidates = [], ...error } = stored as unknown as KeptError;
  return { error, candidates };
}
