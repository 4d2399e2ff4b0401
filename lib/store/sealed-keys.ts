import { openColumn, type SealedColumn, sealColumn, sealedColumns } from "./connection-credentials";
import type { Db, Tx } from "./db";
import { listTokenKeyIds, resealTokens } from "./platform-token-store";
import { type Sealer, sealedKeyId } from "./seal";
import { listFileKeyIds } from "./stored-file-store";

const columns = Object.keys(sealedColumns) as SealedColumn[];
const sealedSelection = {
  id: true,
  signIn: true,
  accessKeySealed: true,
  secretKeySealed: true,
  securityTokenSealed: true,
  tlsSealed: true,
} as const;

/** Ids of all keys that stored secrets were sealed with. */
export async function listStoredKeyIds(db: Db): Promise<string[]> {
  const rows = await db.connection.findMany({ select: sealedSelection });
  const sealed = rows.flatMap((row) => columns.map((column) => row[column]));
  const ids = sealed.filter((text) => text !== null).map(sealedKeyId);
  return [...new Set([...ids, ...(await listTokenKeyIds(db)), ...(await listFileKeyIds(db))])].sort();
}

/**
 * Seals with the current key what the previous one sealed, so that it can be retired; kept workbooks are too large for
 * one transaction (`resealFiles`). Answers how many rows changed.
 */
export async function resealCredentials(tx: Tx, sealer: Sealer): Promise<number> {
  const rows = await tx.connection.findMany({ select: sealedSelection });
  let changed = 0;
  for (const row of rows) {
    const old = columns.filter((column) => {
      const sealed = row[column];
      return sealed !== null && sealedKeyId(sealed) !== sealer.keyId;
    });
    if (old.length === 0) continue;
    const data = Object.fromEntries(
      old.map((column) => [column, sealColumn(row.id, column, openColumn(row, column, sealer), sealer)]),
    );
    await tx.connection.update({ where: { id: row.id }, data });
    changed += 1;
  }
  return changed + (await resealTokens(tx, sealer));
}
