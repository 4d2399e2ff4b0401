import type pg from "pg";
import type { Database, Tx } from "./db";

interface Words {
  byId: Map<number, string>;
  byWord: Map<string, number>;
}

/** Numbers of words never change, so each process keeps them; only committed ones get in here. */
const known = new WeakMap<pg.Pool, Words>();

/** The words of these numbers; reads the table again only when one is missing. */
export async function wordsOf(database: Database, ids: number[]): Promise<ReadonlyMap<number, string>> {
  const words = known.get(database.pool);
  if (words && ids.every((id) => words.byId.has(id))) return words.byId;
  return (await readWords(database)).byId;
}

/** The numbers of those words that were ever met: a word without one matches no row. */
export async function findWordIds(database: Database, wanted: string[]): Promise<number[]> {
  let words = known.get(database.pool);
  if (!words || wanted.some((word) => !words?.byWord.has(word))) words = await readWords(database);
  const { byWord } = words;
  return wanted.flatMap((word) => byWord.get(word) ?? []);
}

async function readWords(database: Database): Promise<Words> {
  const { rows } = await database.pool.query<{ id: number; word: string }>("SELECT id, word FROM word");
  const words = {
    byId: new Map(rows.map((row) => [row.id, row.word])),
    byWord: new Map(rows.map((row) => [row.word, row.id])),
  };
  known.set(database.pool, words);
  return words;
}

/**
 * Every word with its number, the given ones added. Not from the cache: what a transaction adds may be rolled back.
 * Looked up before inserting, as a refused insert would use up a number.
 */
export async function ensureWords(tx: Tx, wanted: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const words = await readIn(tx);
  const missing = [...new Set(wanted)].filter((word) => !words.has(word)).sort();
  if (missing.length === 0) return words;
  await tx.$executeRaw`INSERT INTO word (word) SELECT unnest(${missing}::text[]) ON CONFLICT DO NOTHING`;
  return readIn(tx);
}

async function readIn(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: number; word: string }[]>`SELECT id, word FROM word`;
  return new Map(rows.map((row) => [row.word, row.id]));
}
