import { openRow, sealCredentials } from "./connection-store";
import type { Db, Tx } from "./db";
import { type Sealer, sealedKeyId } from "./seal";

/** Ids of all keys that stored secrets were sealed with. */
export async function listStoredKeyIds(db: Db): Promise<string[]> {
  const rows = await db.connection.findMany({
    select: { accessKeySealed: true, secretKeySealed: true, securityTokenSealed: true },
  });
  const sealed = rows.flatMap((row) => [row.accessKeySealed, row.secretKeySealed, row.securityTokenSealed]);
  return [...new Set(sealed.filter((text) => text !== null).map(sealedKeyId))].sort();
}

/** Seals with the current key what the previous one sealed, so that it can be retired. Answers how many rows changed. */
export async function resealCredentials(tx: Tx, sealer: Sealer): Promise<number> {
  const rows = await tx.connection.findMany({ where: { secretKeySealed: { not: null } } });
  const old = rows.filter((row) => row.secretKeySealed && sealedKeyId(row.secretKeySealed) !== sealer.keyId);
  for (const row of old) {
    const data = sealCredentials(row.id, openRow(row, sealer), sealer);
    await tx.connection.update({ where: { id: row.id }, data });
  }
  return old.length;
}
