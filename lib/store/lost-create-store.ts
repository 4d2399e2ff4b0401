import type { LeasedOperation } from "@/lib/domain/stored-operation";
import type { Db, Tx } from "./db";
import { readClaimed } from "./operation-lease-store";

/** Creates of one connection whose answer was lost, by the name they asked for; the oldest first. */
export async function findLostCreates(db: Db, connectionId: number, name: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM operation
    WHERE connection_id = ${connectionId} AND kind IN ('create', 'rerun') AND state = 'unknown'
      AND request->>'name' = ${name}
    ORDER BY created_at, id`;
  return rows.map(({ id }) => id);
}

export interface LostCreateClaim {
  owner: string;
  now: Date;
  until: Date;
}

/** Takes a lost create out of turn; null when somebody holds it or it is not lost any more. */
export async function claimLostCreate(
  db: Db,
  id: string,
  { owner, now, until }: LostCreateClaim,
): Promise<LeasedOperation | null> {
  const [claimed] = await db.$queryRaw<{ id: string; fence: number }[]>`
    UPDATE operation SET lease_owner = ${owner}, lease_until = ${until}, fence = fence + 1
    WHERE id = ${id}::uuid AND kind IN ('create', 'rerun') AND state = 'unknown'
      AND (lease_until IS NULL OR lease_until <= ${now})
    RETURNING id, fence`;
  return claimed ? readClaimed(db, claimed) : null;
}

/** Whether another create of this connection is known to have made the task of this name, in this application. */
export async function isNameHeldByOther(db: Db, operation: LeasedOperation): Promise<boolean> {
  const { name, appId } = wanted(operation);
  const [found] = await db.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM operation
      WHERE connection_id = ${operation.connectionId} AND kind IN ('create', 'rerun') AND state = 'done'
        AND task_id IS NOT NULL AND id <> ${operation.id}::uuid AND request->>'name' = ${name}
        AND request->>'appId' IS NOT DISTINCT FROM ${appId}::text
    ) AS found`;
  return found?.found ?? false;
}

/** Whether the answer to another create of this name and type was lost too, so that one task may be either's. */
export async function isLikeCreateLost(db: Db, operation: LeasedOperation): Promise<boolean> {
  const [found] = await db.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM operation
      WHERE connection_id = ${operation.connectionId} AND kind IN ('create', 'rerun') AND state = 'unknown'
        AND id <> ${operation.id}::uuid AND request->>'name' = ${wanted(operation).name}
        AND request->>'type' = ${String(operation.request.type)}
    ) AS found`;
  return found?.found ?? false;
}

/** Others that asked for the name of this create can be decided now: also those that were left to a person. */
export async function wakeLostCreates(tx: Tx, operation: LeasedOperation, now: Date): Promise<void> {
  const { name, appId } = wanted(operation);
  await tx.$executeRaw`
    UPDATE operation SET due_at = LEAST(due_at, ${now}::timestamptz)
    WHERE connection_id = ${operation.connectionId} AND kind IN ('create', 'rerun') AND state = 'unknown'
      AND id <> ${operation.id}::uuid AND request->>'name' = ${name}
      AND request->>'appId' IS NOT DISTINCT FROM ${appId}::text`;
}

function wanted({ request }: LeasedOperation): { name: string; appId: string | null } {
  return { name: String(request.name), appId: typeof request.appId === "string" ? request.appId : null };
}
