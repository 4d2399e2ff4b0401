import type { Database } from "./db";

/** The shape `lib/iotda/pacing.ts` asks for; kept apart because a store knows nothing of platforms. */
export type BudgetLane = "people" | "polling" | "bulk";
export type BudgetKind = "read" | "write";

export interface RateBudgetOptions {
  database: Database;
  connectionId: number;
  /** Calls a second; 0 = no limit, a fraction = one call every 1/rate seconds. */
  readPerSecond: number;
  writePerSecond: number;
  /** Reads and writes out of one allowance, as on a legacy platform; the two rates above then count for nothing. */
  sharedPerSecond?: number;
  now: () => Date;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface DatabaseRateBudget {
  take(lane: BudgetLane, kind: BudgetKind, signal?: AbortSignal): Promise<void>;
  slowDown(kind: BudgetKind, seconds: number | null): Promise<void>;
}

/** So many calls in any window of that length; the window is longer than agreed by what calls may be late. */
interface Allowance {
  row: string;
  calls: number;
  windowMs: number;
  toleranceMs: number;
}

const guardMs = 120;
const slowDownSeconds = 2;
const maxTries = 5;

/**
 * The calls of one connection, over all processes: a call is let out at a time reserved in the database, on its
 * clock. Crawls take only what is free at once, so they never stand before a person's click in the line.
 */
export function createRateBudget(options: RateBudgetOptions): DatabaseRateBudget {
  const { database, connectionId, now, sleep } = options;
  const allowances = {
    read: allowanceOf("read", options.sharedPerSecond, options.readPerSecond),
    write: allowanceOf("write", options.sharedPerSecond, options.writePerSecond),
  };
  return {
    async take(lane, kind, signal) {
      const allowance = allowances[kind];
      for (let lateness = 1; allowance && lateness <= maxTries; ) {
        signal?.throwIfAborted();
        const slot = await reserve(database, connectionId, allowance, lane !== "bulk");
        const slotAt = now().getTime() + slot.waitMs;
        if (slot.waitMs > 0) await sleep(slot.waitMs, signal);
        if (!slot.taken) continue;
        // Woken so late that the call would crowd the ones after it: this slot is lost, take another.
        if (now().getTime() - slotAt <= allowance.toleranceMs) return;
        lateness += 1;
      }
    },
    async slowDown(kind, seconds) {
      const allowance = allowances[kind];
      const row = allowance?.row ?? kind;
      await ensureRow(database, connectionId, row);
      await database.pool.query(
        `UPDATE rate_budget SET slowed_until = GREATEST(slowed_until, clock_timestamp() + $3 * interval '1 second')
         WHERE connection_id = $1 AND kind = $2`,
        [connectionId, row, seconds ?? slowDownSeconds],
      );
    },
  };
}

function allowanceOf(kind: BudgetKind, shared: number | undefined, own: number): Allowance | null {
  const perSecond = shared ?? own;
  if (perSecond <= 0) return null;
  const calls = Number.isInteger(perSecond) ? perSecond : 1;
  const windowMs = (calls / perSecond) * 1_000;
  const guard = Math.min(guardMs, windowMs / 10);
  return {
    row: shared === undefined ? kind : "all",
    calls,
    windowMs: windowMs + guard,
    toleranceMs: guard / 2,
  };
}

interface Slot {
  /** Until the call may go out, or until it is worth asking again. */
  waitMs: number;
  taken: boolean;
}

/**
 * One statement: locks the row, finds the first moment that has at most `calls - 1` calls in the window before it,
 * and writes it down. Without `inAdvance` only the present moment is taken.
 */
async function reserve(
  database: Database,
  connectionId: number,
  { row, calls, windowMs }: Allowance,
  inAdvance: boolean,
): Promise<Slot> {
  const { rows } = await database.pool.query<Slot>(
    `WITH budget AS (
       SELECT sent_at, slowed_until FROM rate_budget WHERE connection_id = $1 AND kind = $2 FOR UPDATE
     ), clock AS MATERIALIZED (
       SELECT *, clock_timestamp() AS present FROM budget
     ), slot AS MATERIALIZED (
       SELECT sent_at, present, GREATEST(present, slowed_until,
         sent_at[cardinality(sent_at) - $3::int + 1] + $4::float8 * interval '1 ms') AS at FROM clock
     ), taken AS (
       UPDATE rate_budget b
       SET sent_at = (s.sent_at || s.at::timestamptz(3))[GREATEST(cardinality(s.sent_at) - $3::int + 2, 1):]
       FROM slot s WHERE b.connection_id = $1 AND b.kind = $2 AND ($5::bool OR s.at <= s.present)
       RETURNING 1
     )
     SELECT (extract(epoch FROM at - present) * 1000)::float8 AS "waitMs", EXISTS (SELECT FROM taken) AS taken
     FROM slot`,
    [connectionId, row, calls, windowMs, inAdvance],
  );
  const [slot] = rows;
  if (slot) return slot;
  await ensureRow(database, connectionId, row);
  return { waitMs: 0, taken: false };
}

async function ensureRow(database: Database, connectionId: number, row: string): Promise<void> {
  await database.pool.query(
    "INSERT INTO rate_budget (connection_id, kind, sent_at) VALUES ($1, $2, '{}') ON CONFLICT DO NOTHING",
    [connectionId, row],
  );
}
