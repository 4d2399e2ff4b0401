import type { JsonObject } from "@/lib/contracts/json";
import type {
  OperationCandidate,
  OperationError,
  OperationKind,
  OperationState,
} from "@/lib/contracts/operations";
import type { LeasedOperation, OperationLease } from "@/lib/domain/stored-operation";
import { Prisma } from "@/lib/generated/prisma/client";
import type { Db, Tx } from "./db";
import { keepError, keepTakenBack, toStoredOperation, wantedOf } from "./operation-row";

/** Somebody else took the operation over: stop, and write nothing more (F42). */
export class LeaseLostError extends Error {
  constructor(operationId: string) {
    super(`the lease on operation ${operationId} was lost`);
    this.name = "LeaseLostError";
  }
}

export interface ClaimRequest {
  /** Kinds this build can carry out: what a newer one wrote is left to it. */
  kinds: readonly OperationKind[];
  owner: string;
  now: Date;
  until: Date;
}

/**
 * Takes the longest due operation nobody holds. One whose connection is archived waits: there is nobody to send it
 * to, and it goes on when the connection comes back.
 */
export async function claimDueOperation(db: Db, claim: ClaimRequest): Promise<LeasedOperation | null> {
  const [claimed] = await db.$queryRaw<{ id: string; fence: number }[]>`
    UPDATE operation SET lease_owner = ${claim.owner}, lease_until = ${claim.until}, fence = fence + 1
    WHERE id = (
      SELECT operation.id FROM operation
      JOIN connection ON connection.id = operation.connection_id AND connection.archived_at IS NULL
      WHERE operation.due_at <= ${claim.now} AND operation.kind = ANY(${[...claim.kinds]})
        AND (operation.lease_until IS NULL OR operation.lease_until <= ${claim.now})
      ORDER BY operation.due_at LIMIT 1
      FOR UPDATE OF operation SKIP LOCKED
    )
    RETURNING id, fence`;
  return claimed ? readClaimed(db, claimed) : null;
}

/** An operation whose lease was just taken, with everything that carrying it out takes. */
export async function readClaimed(db: Db, claimed: { id: string; fence: number }): Promise<LeasedOperation> {
  const row = await db.operation.findUniqueOrThrow({ where: { id: claimed.id } });
  const lease = { operationId: claimed.id, fence: claimed.fence };
  // `insertOperation` and `changeOperation` are the only writers of this column.
  const request = row.request as JsonObject;
  return { ...toStoredOperation(row, wantedOf(row.kind, request)), request, lease };
}

/** False when somebody else took over. */
export async function renewOperationLease(db: Db, lease: OperationLease, until: Date): Promise<boolean> {
  const renewed = await db.operation.updateMany({ where: held(lease), data: { leaseUntil: until } });
  return renewed.count > 0;
}

export interface OperationChange {
  state?: OperationState;
  taskId?: string;
  request?: JsonObject;
  total?: number | null;
  succeeded?: number;
  failed?: number;
  error?: OperationError | null;
  /** With an error: the tasks a person has to choose from. */
  candidates?: readonly OperationCandidate[];
  callStartedAt?: Date | null;
  callEndedAt?: Date | null;
  finishedAt?: Date;
  platformRequestId?: string | null;
  /** Null: no worker looks at it again. */
  dueAt?: Date | null;
  tries?: number;
  platformFileId?: string | null;
  /** Gives the lease back, so that anybody may take it when it is due. */
  release?: true;
}

/** The way to change an operation: refused with `LeaseLostError` when `lease` is no longer the last one. */
export async function changeOperation(tx: Tx, lease: OperationLease, change: OperationChange): Promise<void> {
  const { release, error, candidates = [], ...columns } = change;
  const changed = await tx.operation.updateMany({
    where: held(lease),
    data: {
      ...columns,
      ...(error === undefined ? {} : { error: error ? keepError(error, candidates) : Prisma.DbNull }),
      ...(release ? { leaseOwner: null, leaseUntil: null } : {}),
    },
  });
  if (changed.count === 0) throw new LeaseLostError(lease.operationId);
}

/**
 * Ends what is still held, past whoever may just have claimed it: they find their lease lost when they say that they
 * begin to send, so of both at once exactly one wins. False when it is held no more.
 */
export async function cancelHeld(
  tx: Tx,
  operationId: string,
  { now, by }: { now: Date; by: string },
): Promise<boolean> {
  const ended = await tx.operation.updateMany({
    where: { id: operationId, state: "held" },
    data: {
      ...{ state: "cancelled", finishedAt: now, dueAt: null },
      error: keepTakenBack({ by, at: now.toISOString() }),
      ...{ leaseOwner: null, leaseUntil: null, fence: { increment: 1 } },
    },
  });
  return ended.count > 0;
}

function held(lease: OperationLease) {
  return { id: lease.operationId, fence: lease.fence };
}
