import { createHash } from "node:crypto";
import type pg from "pg";

/** What says that a pooler gave the statement to a session that does not have it, or has it already. */
const lostStatement = new Set(["26000", "42P05"]);
/** A migration changed what the statement gives; PostgreSQL does not plan it anew by itself. */
const outdatedPlan = "0A000";

/** Pools behind which prepared statements do not last. */
const withoutPrepared = new WeakSet<pg.Pool>();
const names = new Map<string, string>();

/**
 * The rows of a read that is made again and again, as a prepared statement: planning it costs several times what
 * running it does. `text` is one of a few fixed texts. Behind a pooler that keeps no prepared statements the first
 * one that is lost is repeated as a plain statement, and all that follow are plain. `types`: how values are read.
 */
export async function queryHot<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  text: string,
  values: unknown[],
  types?: pg.CustomTypesConfig,
): Promise<Row[]> {
  if (!withoutPrepared.has(pool)) {
    try {
      return (await pool.query<Row>({ name: nameOf(text), text, values, types })).rows;
    } catch (error) {
      const code = codeOf(error);
      if (lostStatement.has(code)) withoutPrepared.add(pool);
      else if (code !== outdatedPlan) throw error;
    }
  }
  return (await pool.query<Row>({ text, values, types })).rows;
}

/** By its text: two versions of the console on one pooler never mean two statements by one name. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `muster_${createHash("sha256").update(text).digest("base64url").slice(0, 16)}`;
  names.set(text, name);
  return name;
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "";
}
