import type { Tx } from "./db";

/** A cause of failure: its key (`causeOf`), and the platform's code when that is where the key comes from. */
export interface CauseName {
  key: string;
  code: string | null;
}

/** The number of every given cause, new ones added. Sorted, so that two writers never wait for each other in a ring. */
export async function ensureCauses(
  tx: Tx,
  causes: readonly CauseName[],
): Promise<ReadonlyMap<string, number>> {
  const codes = new Map(causes.map(({ key, code }) => [key, code]));
  if (codes.size === 0) return new Map();
  const keys = [...codes.keys()].sort();
  const found = await readCauses(tx, keys);
  const missing = keys.filter((key) => !found.has(key));
  if (missing.length === 0) return found;
  await tx.$executeRaw`
    INSERT INTO cause (key, code)
    SELECT * FROM unnest(${missing}::text[], ${missing.map((key) => codes.get(key) ?? null)}::text[])
    ON CONFLICT DO NOTHING`;
  return readCauses(tx, keys);
}

async function readCauses(tx: Tx, keys: string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: number; key: string }[]>`
    SELECT id, key FROM cause WHERE key = ANY(${keys}::text[])`;
  return new Map(rows.map((row) => [row.key, row.id]));
}
