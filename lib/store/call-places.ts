import type { Database } from "./db";
import { type BudgetLane, laneRows } from "./lane-pauses";

/** So many calls in any window of that length. */
export interface Rate {
  calls: number;
  windowMs: number;
}

export interface Allowance {
  connectionId: number;
  row: string;
  /** Null: no limit. */
  rate: Rate | null;
}

/** The place of one call. */
export interface Place {
  /** What was written down for it; null where nothing is counted. */
  at: Date | null;
  /** The lane, or one before it, was throttled and has not got back to full speed. */
  recovering: boolean;
}

export interface Reservation {
  /** Null when the call must wait and ask again. */
  place: Place | null;
  waitMs: number;
  /** How much of that is a pause the platform made necessary. */
  pausedMs: number;
}

/** A call of a process that died counts as having reached the platform this long after it was let out. */
const presumedMs = 6_000;
/** Who waits for lanes before it looks again after this long, since they may be served at any moment. */
const lookAgainMs = 50;
/** Others make way for somebody who waits this long beyond the moment of the next try: a busy machine is late. */
const makeWayMs = 1_000;

interface Row {
  place: Date | null;
  throttles: number | null;
  waitMs: number;
  pausedMs: number;
}

/** Asks for the place of one call in this lane. */
export async function reserveCall(
  database: Database,
  allowance: Allowance,
  lane: BudgetLane,
): Promise<Reservation> {
  if (allowance.rate === null) {
    const { pausedMs, throttles } = await readPause(database, allowance, lane);
    return { place: pausedMs > 0 ? null : placeOf(null, throttles), waitMs: pausedMs, pausedMs };
  }
  const { place, throttles, waitMs, pausedMs } = await reserve(database, allowance, allowance.rate, lane);
  return { place: place && placeOf(place, throttles), waitMs, pausedMs };
}

const placeOf = (at: Date | null, throttles: number | null): Place => ({
  at,
  recovering: throttles !== null && throttles > 0,
});

/**
 * One statement: locks the row, looks at the call that the next one must keep its distance from, and writes the next
 * one down when that is far enough and no lane before it waits. `sent_at` holds the last `calls` ones in no order: the
 * time they were done, or, while they are not, a time to come. A lane that recovers from a throttle sends one call a
 * window. Who is not served notes that it waits, so that the lanes behind it make way in all processes.
 */
async function reserve(database: Database, allowance: Allowance, rate: Rate, lane: BudgetLane): Promise<Row> {
  const { connectionId, row } = allowance;
  const { calls, windowMs } = rate;
  const { backOff, before, waits } = laneRows(row, lane);
  const { rows } = await database.pool.query<Row>(
    `WITH budget AS (
       SELECT sent_at, slowed_until FROM rate_budget WHERE connection_id = $1 AND kind = $2 FOR UPDATE
     ), beside AS MATERIALIZED (
       SELECT max(slowed_until) FILTER (WHERE kind = ANY($6)) AS backed_off,
         max(slowed_until) FILTER (WHERE kind = ANY($7)) AS yielding,
         max(throttles) FILTER (WHERE kind = ANY($6)) AS throttles,
         COALESCE(bool_or(slowed_until IS NOT NULL) FILTER (WHERE kind = $8::text), false) AS noted
       FROM rate_budget WHERE connection_id = $1
     ), clock AS MATERIALIZED (
       SELECT *, clock_timestamp() AS present FROM budget CROSS JOIN beside
     ), last AS MATERIALIZED (
       SELECT *, GREATEST(slowed_until, backed_off) AS paused,
         (SELECT at FROM unnest(sent_at) AS at ORDER BY at DESC
          OFFSET CASE WHEN throttles > 0 THEN 0 ELSE $3::int - 1 END LIMIT 1) AS nth
       FROM clock
     ), plan AS MATERIALIZED (
       SELECT *, COALESCE(GREATEST(nth + $4::float8 * interval '1 ms', paused, yielding) > present, false) AS full_now,
         GREATEST(CASE WHEN nth IS NOT NULL THEN LEAST(nth, present) + $4::float8 * interval '1 ms' END, paused,
           LEAST(COALESCE(yielding, present), present + $9::float8 * interval '1 ms')) - present AS wait
       FROM last
     ), taken AS (
       UPDATE rate_budget b SET sent_at = ARRAY(
         SELECT at FROM unnest(p.sent_at || (p.present + $5::float8 * interval '1 ms')::timestamptz(3)) AS at
         ORDER BY at DESC LIMIT $3::int)
       FROM plan p WHERE b.connection_id = $1 AND b.kind = $2 AND NOT p.full_now
       RETURNING (p.present + $5::float8 * interval '1 ms')::timestamptz(3) AS place
     ), waiting AS (
       INSERT INTO rate_budget (connection_id, kind, sent_at, slowed_until)
       SELECT $1, $8::text, '{}', present + wait + $10::float8 * interval '1 ms' FROM plan
       WHERE full_now AND $8::text IS NOT NULL
       ON CONFLICT (connection_id, kind) DO UPDATE SET slowed_until = EXCLUDED.slowed_until
     ), served AS (
       UPDATE rate_budget b SET slowed_until = NULL
       FROM plan p WHERE b.connection_id = $1 AND b.kind = $8::text AND NOT p.full_now AND p.noted
     )
     SELECT (SELECT place FROM taken) AS place, throttles,
       GREATEST(extract(epoch FROM wait) * 1000, 0)::float8 AS "waitMs",
       GREATEST(COALESCE(extract(epoch FROM paused - present) * 1000, 0), 0)::float8 AS "pausedMs" FROM plan`,
    [
      ...[connectionId, row, calls, windowMs, presumedMs],
      ...[backOff, before, waits, lookAgainMs, makeWayMs],
    ],
  );
  const [answer] = rows;
  if (answer) return answer;
  await database.pool.query(
    "INSERT INTO rate_budget (connection_id, kind, sent_at) VALUES ($1, $2, '{}') ON CONFLICT DO NOTHING",
    [connectionId, row],
  );
  return reserve(database, allowance, rate, lane);
}

/** How long the platform made this lane pause, and how often in a row it was throttled. */
export async function readPause(
  database: Database,
  { connectionId, row }: Allowance,
  lane: BudgetLane,
): Promise<{ pausedMs: number; throttles: number | null }> {
  const { rows } = await database.pool.query<{ throttles: number | null; pausedMs: number | null }>(
    `SELECT max(throttles) AS throttles,
       (extract(epoch FROM max(slowed_until) - clock_timestamp()) * 1000)::float8 AS "pausedMs"
     FROM rate_budget WHERE connection_id = $1 AND kind = ANY($2)`,
    [connectionId, [row, ...laneRows(row, lane).backOff]],
  );
  return { pausedMs: Math.max(0, rows[0]?.pausedMs ?? 0), throttles: rows[0]?.throttles ?? null };
}

/** Until it is written down that a call is done, or if it never is, it counts as still on its way. */
export async function settleCall(
  database: Database,
  { connectionId, row }: Allowance,
  { at }: Place,
): Promise<void> {
  if (at === null) return;
  await database.pool.query(
    `UPDATE rate_budget SET sent_at[array_position(sent_at, $3::timestamptz(3))] = clock_timestamp()
     WHERE connection_id = $1 AND kind = $2 AND $3::timestamptz(3) = ANY(sent_at)`,
    [connectionId, row, at],
  );
}
