import { AppError } from "@/lib/errors";
import type { Connection as ConnectionRow } from "@/lib/generated/prisma/client";
import { changedColumns, clearedSecrets } from "./connection-changes";
import { connectionIdentity } from "./connection-identity";
import { type StoredConnection, toStoredConnection } from "./connection-store";
import { requestListRead } from "./connection-sync-store";
import type { Db, Tx } from "./db";
import type { GivenConnection } from "./given-connection";
import { forgetToken } from "./platform-token-store";
import type { Sealer } from "./seal";

/**
 * Makes `given` the living connection of its slug. The same identity keeps its row (or gets its archived one back);
 * another identity archives the old row, so that tasks of two platforms are never mixed. Writes only what changed;
 * what is undefined stays as it is. Callers hold a lock: two processes that start at once would each make a row.
 */
export async function saveConnection(
  tx: Tx,
  given: GivenConnection,
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<{ connection: StoredConnection; changed: boolean }> {
  const identity = connectionIdentity(given);
  const living = await tx.connection.findFirst({ where: { slug: given.slug, archivedAt: null } });
  if (living !== null && living.identity !== identity) await archiveRow(tx, living.id, now);
  const kept = living?.identity === identity ? living : await findArchived(tx, given.slug, identity);
  const row = kept ?? (await tx.connection.create({ data: { ...plainColumns(given), identity } }));
  const changes = changedColumns(row, given, sealer);
  if (changes === null) return { connection: toStoredConnection(row), changed: kept === null };
  const saved = await tx.connection.update({ where: { id: row.id }, data: changes.data });
  if (changes.signsInAnew) await forgetToken(tx, row.id);
  await requestListRead(tx, row.id, now);
  return { connection: toStoredConnection(saved), changed: true };
}

/** As `saveConnection`, for a slug nobody has: `conflict` when a living connection has it. */
export async function addConnection(
  tx: Tx,
  given: GivenConnection,
  how: { sealer: Sealer; now: Date },
): Promise<StoredConnection> {
  const living = await tx.connection.findFirst({ where: { slug: given.slug, archivedAt: null } });
  if (living !== null) throw new AppError("conflict", "A connection of this name exists already.");
  return (await saveConnection(tx, given, how)).connection;
}

/**
 * Archives the living connection of that slug and source, if there is one: the sandbox, when it does not run; one of
 * the settings, when it is deleted. Its secrets are forgotten. False when there was none.
 */
export async function archiveConnection(
  tx: Tx,
  slug: string,
  source: GivenConnection["source"],
  now: Date,
): Promise<boolean> {
  const living = await tx.connection.findFirst({ where: { slug, source, archivedAt: null } });
  if (living === null) return false;
  await archiveRow(tx, living.id, now);
  return true;
}

/** How many living connections exist beside the sandbox. */
export async function countRealConnections(db: Db): Promise<number> {
  return db.connection.count({ where: { archivedAt: null, source: { not: "sandbox" } } });
}

async function archiveRow(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.connection.update({ where: { id }, data: { archivedAt: now, ...clearedSecrets } });
  await forgetToken(tx, id);
}

async function findArchived(tx: Tx, slug: string, identity: string): Promise<ConnectionRow | null> {
  return tx.connection.findFirst({ where: { slug, identity }, orderBy: { id: "desc" } });
}

function plainColumns({ slug, name, kind, endpoint, source }: GivenConnection) {
  return { slug, name, kind, endpoint, source };
}
