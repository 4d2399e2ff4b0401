import type pg from "pg";
import type { Database, Tx } from "./db";

/** A cause of failure: its key (`causeOf`), and the platform's code when that is where the key comes from. */
export interface CauseName {
  key: string;
  code: string | null;
}

interface CauseRow extends CauseName {
  id: number;
}

interface Causes {
  byId: Map<number, CauseName>;
  byKey: Map<string, number>;
}

/** Causes never change, so each process keeps those it met; a platform that words every failure anew must not fill it. */
const known = new WeakMap<pg.Pool, Causes>();
const mostKept = 20_000;

/** The causes of these numbers. */
export async function causesOf(
  { pool }: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, CauseName>> {
  const causes = causesKept(pool);
  const missing = ids.filter((id) => !causes.byId.has(id));
  if (missing.length > 0) await meet(pool, causes, "id = ANY($1::int[])", missing);
  return causes.byId;
}

/** The numbers of those causes that were ever met: a cause without one matches no row. */
export async function findCauseIds({ pool }: Database, keys: readonly string[]): Promise<number[]> {
  const causes = causesKept(pool);
  const missing = keys.filter((key) => !causes.byKey.has(key));
  if (missing.length > 0) await meet(pool, causes, "key = ANY($1::text[])", missing);
  return keys.flatMap((key) => causes.byKey.get(key) ?? []);
}

function causesKept(pool: pg.Pool): Causes {
  const kept = known.get(pool);
  if (kept && kept.byId.size < mostKept) return kept;
  const empty: Causes = { byId: new Map(), byKey: new Map() };
  known.set(pool, empty);
  return empty;
}

async function meet(pool: pg.Pool, causes: Causes, condition: string, wanted: unknown[]): Promise<void> {
  const { rows } = await pool.query<CauseRow>(`SELECT id, key, code FROM cause WHERE ${condition}`, [wanted]);
  for (const cause of rows) {
    causes.byId.set(cause.id, cause);
    causes.byKey.set(cause.key, cause.id);
  }
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
