import type { Db, Tx } from "./db";

/** Whose call it is and what it is called: a key of one person says nothing to another (security.md S4.10). */
export interface CallKey {
  actor: string;
  method: string;
  path: string;
  key: string;
}

export interface FirstCall {
  bodyHash: string;
  operationId: string;
}

/** Keys are kept this long, in milliseconds. */
export const keyLifetimeMs = 24 * 60 * 60 * 1000;

/** What was made of this key in the last 24 hours; null when nothing was, or when it was freed. */
export async function findFirstCall(db: Db, call: CallKey, now: Date): Promise<FirstCall | null> {
  const row = await db.idempotencyKey.findFirst({ where: { ...call, createdAt: { gt: lapsedBefore(now) } } });
  return row?.operationId ? { bodyHash: row.bodyHash, operationId: row.operationId } : null;
}

/**
 * Takes the key for `first`; false when another call has it. Waits while another transaction is about to take it, so
 * of two calls at once exactly one gets true.
 */
export async function takeKey(tx: Tx, call: CallKey, first: FirstCall, now: Date): Promise<boolean> {
  await tx.idempotencyKey.deleteMany({ where: { ...call, createdAt: { lte: lapsedBefore(now) } } });
  const taken = await tx.$executeRaw`
    INSERT INTO idempotency_key (actor, method, path, key, body_hash, operation_id, created_at)
    VALUES (${call.actor}, ${call.method}, ${call.path}, ${call.key}, ${first.bodyHash},
      ${first.operationId}::uuid, ${now})
    ON CONFLICT DO NOTHING`;
  return taken === 1;
}

/** After a try that provably made nothing: the same key may try again. */
export async function freeKey(tx: Tx, operationId: string): Promise<void> {
  await tx.idempotencyKey.deleteMany({ where: { operationId } });
}

export async function deleteLapsedKeys(db: Db, now: Date): Promise<number> {
  const deleted = await db.idempotencyKey.deleteMany({ where: { createdAt: { lte: lapsedBefore(now) } } });
  return deleted.count;
}

function lapsedBefore(now: Date): Date {
  return new Date(now.getTime() - keyLifetimeMs);
}
