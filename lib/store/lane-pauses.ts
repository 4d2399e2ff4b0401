import type { Database } from "./db";

/** The shape `lib/iotda/pacing.ts` asks for; kept apart because a store knows nothing of platforms. */
export type BudgetLane = "people" | "polling" | "bulk";

/** Most important first: what holds one lane back holds back all behind it. */
const lanes: readonly BudgetLane[] = ["people", "polling", "bulk"];

export const rankOf = (lane: BudgetLane): number => lanes.indexOf(lane);
export const laneOf = (rank: number): BudgetLane => lanes[rank] ?? "bulk";

/** The rows of `rate_budget` that say, in `slowed_until`, how long a lane has to wait beside the allowance's own row. */
export interface LaneRows {
  /** Lanes that were throttled: this one and those before it. */
  backOff: string[];
  /** More important lanes in which somebody waits, perhaps in another process. */
  before: string[];
  /** Where this lane says that somebody waits; null for the last one, which nobody makes way for. */
  waits: string | null;
}

const backOffRow = (row: string, lane: BudgetLane) => `${row}/${lane}`;
const waitsRow = (row: string, lane: BudgetLane) => `${row}/${lane} first`;

export function laneRows(row: string, lane: BudgetLane): LaneRows {
  const rank = rankOf(lane);
  return {
    backOff: lanes.slice(0, rank + 1).map((one) => backOffRow(row, one)),
    before: lanes.slice(0, rank).map((one) => waitsRow(row, one)),
    waits: rank < lanes.length - 1 ? waitsRow(row, lane) : null,
  };
}

/** However long the platform asks for, it is asked again after an hour: the figure may be a mistake, and stays otherwise. */
const longestAskedSeconds = 3_600;

/**
 * The platform asked for a pause of `seconds`: all lanes of the row wait that long. Without a figure (null) the lane
 * and those behind it wait with full jitter, from 1 s up to 2, 4, … 60 s (sheet §5, F02). Calls that went out before
 * the pause began and are throttled too do not make it longer. `random` is 0 up to, not including, 1.
 */
export async function pauseLane(
  { pool }: Database,
  place: { connectionId: number; row: string; lane: BudgetLane },
  { seconds, random }: { seconds: number | null; random: number },
): Promise<void> {
  const { connectionId, row, lane } = place;
  const asked = seconds !== null && seconds > 0 ? Math.min(seconds, longestAskedSeconds) : null;
  if (asked !== null) {
    await pool.query(
      `INSERT INTO rate_budget AS b (connection_id, kind, sent_at, slowed_until)
       VALUES ($1, $2, '{}', clock_timestamp() + $3::float8 * interval '1 second')
       ON CONFLICT (connection_id, kind) DO UPDATE SET slowed_until = GREATEST(b.slowed_until, EXCLUDED.slowed_until)`,
      [connectionId, row, asked],
    );
  }
  await pool.query(
    `INSERT INTO rate_budget AS b (connection_id, kind, sent_at, throttles, slowed_until)
     VALUES ($1, $2, '{}', 1, clock_timestamp() + COALESCE($3::float8, 1 + $4::float8) * interval '1 second')
     ON CONFLICT (connection_id, kind) DO UPDATE SET
       throttles = LEAST(b.throttles + 1, 16),
       slowed_until = clock_timestamp() + interval '1 second'
         * COALESCE($3::float8, 1 + $4::float8 * (LEAST(60, 2 ^ LEAST(b.throttles + 1, 16)) - 1))
     WHERE b.slowed_until IS NULL OR b.slowed_until <= clock_timestamp()`,
    [connectionId, backOffRow(row, lane), asked, random],
  );
}

/** A call was served although these lanes had been throttled: one step back to full speed. */
export async function easeLanes(
  { pool }: Database,
  connectionId: number,
  backOffRows: readonly string[],
): Promise<void> {
  await pool.query(
    `UPDATE rate_budget SET throttles = throttles - 1
     WHERE connection_id = $1 AND kind = ANY($2) AND throttles > 0`,
    [connectionId, backOffRows],
  );
}
