import type { Connection as ConnectionRow } from "@/lib/generated/prisma/client";
import { connectionIdentity } from "./connection-identity";
import {
  type Credentials,
  openRow,
  type StoredConnection,
  sealCredentials,
  toStoredConnection,
} from "./connection-store";
import type { Db, Tx } from "./db";
import { type Sealer, sealedKeyId } from "./seal";

/** A connection that the surroundings define: the environment's variables, or the running sandbox. */
export interface GivenConnection {
  slug: string;
  name: string;
  kind: "v5" | "na";
  endpoint: string;
  region: string | null;
  projectId: string | null;
  instanceId: string | null;
  signature: "standard" | "derived" | null;
  source: "environment" | "sandbox";
  credentials: Credentials | null;
}

/**
 * Makes `given` the living connection of its slug. The same identity keeps its row (or gets its archived one back);
 * another identity archives the old row, so that tasks of two platforms are never mixed. Writes only what changed.
 * Callers hold a lock: two processes that start at once would each make a row.
 */
export async function saveEnvironmentConnection(
  tx: Tx,
  given: GivenConnection,
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<{ connection: StoredConnection; changed: boolean }> {
  const identity = connectionIdentity(given);
  const living = await tx.connection.findFirst({ where: { slug: given.slug, archivedAt: null } });
  if (living !== null && living.identity !== identity) await archiveRow(tx, living.id, now);
  const kept = living?.identity === identity ? living : await findArchived(tx, given.slug, identity);
  const row = kept ?? (await tx.connection.create({ data: { ...columnsOf(given), identity } }));
  const changes = changesTo(row, given, sealer);
  if (changes === null) return { connection: toStoredConnection(row), changed: false };
  const saved = await tx.connection.update({ where: { id: row.id }, data: changes });
  return { connection: toStoredConnection(saved), changed: true };
}

/** Archives the living connection of that slug and source, if there is one: the sandbox, when it does not run. */
export async function archiveConnection(
  tx: Tx,
  slug: string,
  source: GivenConnection["source"],
  now: Date,
): Promise<void> {
  await tx.connection.updateMany({ where: { slug, source, archivedAt: null }, data: { archivedAt: now } });
}

/** How many living connections exist beside the sandbox. */
export async function countRealConnections(db: Db): Promise<number> {
  return db.connection.count({ where: { archivedAt: null, source: { not: "sandbox" } } });
}

async function archiveRow(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.connection.update({ where: { id }, data: { archivedAt: now } });
}

async function findArchived(tx: Tx, slug: string, identity: string): Promise<ConnectionRow | null> {
  return tx.connection.findFirst({ where: { slug, identity }, orderBy: { id: "desc" } });
}

function columnsOf({ credentials: _, ...columns }: GivenConnection) {
  return columns;
}

/** Null when the row says all of it already, sealed with the current key. */
function changesTo(row: ConnectionRow, given: GivenConnection, sealer: Sealer) {
  const columns = columnsOf(given);
  const plainSame = (Object.keys(columns) as (keyof typeof columns)[]).every((k) => row[k] === columns[k]);
  const secretSame =
    sealedWithCurrent(row, sealer) && sameCredentials(openRow(row, sealer), given.credentials);
  if (plainSame && secretSame && row.archivedAt === null) return null;
  const secrets = secretSame ? {} : sealCredentials(row.id, given.credentials, sealer);
  return { ...columns, ...secrets, archivedAt: null };
}

function sealedWithCurrent(row: ConnectionRow, sealer: Sealer): boolean {
  return row.secretKeySealed === null || sealedKeyId(row.secretKeySealed) === sealer.keyId;
}

function sameCredentials(stored: Credentials | null, given: Credentials | null): boolean {
  return (
    stored?.accessKey === given?.accessKey &&
    stored?.secretKey === given?.secretKey &&
    (stored?.securityToken ?? null) === (given?.securityToken ?? null)
  );
}
