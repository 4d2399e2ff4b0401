import type { Database } from "./db";
import { createWaitingLine } from "./waiting-line";

/** The shape `lib/iotda/pacing.ts` asks for; kept apart because a store knows nothing of platforms. */
export type BudgetLane = "people" | "polling" | "bulk";
export type BudgetKind = "read" | "write";

export interface BudgetTurn {
  /** The call was answered, or will not be. */
  done(): void;
}

export interface RateBudgetOptions {
  database: Database;
  connectionId: number;
  /** Calls a second; 0 = no limit, a fraction = one call every 1/rate seconds. */
  readPerSecond: number;
  writePerSecond: number;
  /** Reads and writes out of one allowance, as on a legacy platform; the two rates above then count for nothing. */
  sharedPerSecond?: number;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface DatabaseRateBudget {
  take(lane: BudgetLane, kind: BudgetKind, signal?: AbortSignal): Promise<BudgetTurn | undefined>;
  slowDown(kind: BudgetKind, seconds: number | null): Promise<void>;
}

/** So many calls in any window of that length. */
interface Allowance {
  row: string;
  calls: number;
  windowMs: number;
}

/** Milliseconds: clocks and columns round to whole ones. */
const guardMs = 10;
/** A call of a process that died counts as having reached the platform this long after it was let out. */
const presumedMs = 4_000;
/** Who waits in another process for the same moment asks in this order: crawls come after a person's click. */
const patienceMs = [0, 10, 25] as const;
const rankOf: Readonly<Record<BudgetLane, number>> = { people: 0, polling: 1, bulk: 2 };
const slowDownSeconds = 2;

/**
 * The calls of one connection, over all processes, on the database's clock. What counts is when a call reached the
 * platform, and all that can be known of that is that it was before its answer: so a call holds its place until it
 * is done, and for one window after. However late a network or a busy machine makes it, the rate holds.
 */
export function createRateBudget(options: RateBudgetOptions): DatabaseRateBudget {
  const { database, connectionId } = options;
  const shared = options.sharedPerSecond;
  const open = (row: string, perSecond: number) => openAllowance(row, perSecond, options);
  const all = shared === undefined ? null : open("all", shared);
  const allowances = {
    read: shared === undefined ? open("read", options.readPerSecond) : all,
    write: shared === undefined ? open("write", options.writePerSecond) : all,
  };
  return {
    async take(lane, kind, signal) {
      const allowance = allowances[kind];
      if (!allowance) return undefined;
      const place = await allowance.enter(rankOf[lane], signal);
      return { done: () => settle(database, connectionId, allowance.row, place) };
    },
    async slowDown(kind, seconds) {
      const row = allowances[kind]?.row;
      if (!row) return;
      await database.pool.query(
        `UPDATE rate_budget SET slowed_until = GREATEST(slowed_until, clock_timestamp() + $3 * interval '1 second')
         WHERE connection_id = $1 AND kind = $2`,
        [connectionId, row, seconds ?? slowDownSeconds],
      );
    },
  };
}

/** Null: no limit. */
function openAllowance(row: string, perSecond: number, { database, connectionId, sleep }: RateBudgetOptions) {
  if (perSecond <= 0) return null;
  const calls = Number.isInteger(perSecond) ? perSecond : 1;
  const allowance: Allowance = { row, calls, windowMs: (calls / perSecond) * 1_000 + guardMs };
  const enter = createWaitingLine({
    tryOnce: () => reserve(database, connectionId, allowance),
    giveBack: (place: Date) => settle(database, connectionId, row, place),
    patienceMs: (rank) => patienceMs[rank] ?? 0,
    sleep: (milliseconds) => sleep(milliseconds),
  });
  return { row, enter };
}

/** `place`: what was written down for the call; null when it must wait and ask again. */
interface Reservation {
  place: Date | null;
  waitMs: number;
}

/**
 * One statement: locks the row, looks at the call that the next one must keep its distance from, and writes the next
 * one down when that is far enough. `sent_at` holds the last `calls` ones in no order: the time they were done, or,
 * while they are not, a time to come.
 */
async function reserve(
  database: Database,
  connectionId: number,
  { row, calls, windowMs }: Allowance,
): Promise<Reservation> {
  const { rows } = await database.pool.query<Reservation>(
    `WITH budget AS (
       SELECT sent_at, slowed_until FROM rate_budget WHERE connection_id = $1 AND kind = $2 FOR UPDATE
     ), clock AS MATERIALIZED (
       SELECT *, clock_timestamp() AS present FROM budget
     ), before AS MATERIALIZED (
       SELECT *, (SELECT at FROM unnest(sent_at) AS at ORDER BY at DESC OFFSET $3::int - 1 LIMIT 1) AS nth FROM clock
     ), plan AS MATERIALIZED (
       SELECT *, COALESCE(GREATEST(nth + $4::float8 * interval '1 ms', slowed_until) > present, false) AS full_now,
         GREATEST(LEAST(nth, present) + $4::float8 * interval '1 ms', slowed_until) - present AS wait
       FROM before
     ), taken AS (
       UPDATE rate_budget b SET sent_at = ARRAY(
         SELECT at FROM unnest(p.sent_at || (p.present + $5::float8 * interval '1 ms')::timestamptz(3)) AS at
         ORDER BY at DESC LIMIT $3::int)
       FROM plan p WHERE b.connection_id = $1 AND b.kind = $2 AND NOT p.full_now
       RETURNING (p.present + $5::float8 * interval '1 ms')::timestamptz(3) AS place
     )
     SELECT (SELECT place FROM taken) AS place,
       GREATEST(COALESCE(extract(epoch FROM wait) * 1000, 0), 0)::float8 AS "waitMs" FROM plan`,
    [connectionId, row, calls, windowMs, presumedMs],
  );
  const [reservation] = rows;
  if (reservation) return reservation;
  await database.pool.query(
    "INSERT INTO rate_budget (connection_id, kind, sent_at) VALUES ($1, $2, '{}') ON CONFLICT DO NOTHING",
    [connectionId, row],
  );
  return { place: null, waitMs: 0 };
}

/** Nobody waits for it: until it is written down, or if it never is, the call counts as still on its way. */
function settle(database: Database, connectionId: number, row: string, place: Date): void {
  const settling = database.pool.query(
    `UPDATE rate_budget SET sent_at[array_position(sent_at, $3::timestamptz(3))] = clock_timestamp()
     WHERE connection_id = $1 AND kind = $2 AND $3::timestamptz(3) = ANY(sent_at)`,
    [connectionId, row, place],
  );
  settling.catch(() => undefined);
}
