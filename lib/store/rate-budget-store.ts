import { AppError } from "@/lib/errors";
import { type Allowance, type Place, readPause, reserveCall, settleCall } from "./call-places";
import type { Database } from "./db";
import { type BudgetLane, easeLanes, laneOf, laneRows, pauseLane, rankOf } from "./lane-pauses";
import { createQuietLanes } from "./quiet-lanes";
import { createWaitingLine } from "./waiting-line";

export type BudgetKind = "read" | "write" | "search";

export interface BudgetTurn {
  /** The call was answered, or will not be; `served`: it was not throttled and the platform is well. */
  done(served?: boolean): void;
}

export interface RateBudgetOptions {
  database: Database;
  connectionId: number;
  /** Calls a second; 0 = no limit, a fraction = one call every 1/rate seconds. */
  readPerSecond: number;
  writePerSecond: number;
  /** All calls out of one allowance, as on a legacy platform; the two rates above then count for nothing. */
  sharedPerSecond?: number;
  /** Reads of this process under way at once (contracts.md §2 IOTDA_PAGE_CONCURRENCY); no limit when left out. */
  readsAtOnce?: number;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** 0 up to, not including, 1. */
  random: () => number;
  /** Milliseconds that only ever grow; by default those of the process. */
  clock?: () => number;
}

export interface DatabaseRateBudget {
  /** Throws `upstream_throttled` instead of waiting minutes, or when `signal` ends a wait the platform asked for. */
  take(lane: BudgetLane, kind: BudgetKind, signal?: AbortSignal): Promise<BudgetTurn>;
  slowDown(lane: BudgetLane, kind: BudgetKind, seconds: number | null): Promise<void>;
}

/** Milliseconds: clocks and columns round to whole ones. */
const guardMs = 10;
/** Who waits in another process for the same moment asks in this order: crawls come after a person's click. */
const patienceMs = [0, 10, 25] as const;
/** Asked to pause for longer, whoever wants to call had better plan the call anew. */
const longestPauseMs = 300_000;
/** Calls a second of SearchDevices, for everybody (sheet §5). */
const searchPerSecond = 1;

/**
 * The calls of one connection, over all processes, on the database's clock. What counts is when a call reached the
 * platform, and all that can be known of that is that it was before its answer: so a call holds its place until it
 * is done, and for one window after. However late a network or a busy machine makes it, the rate holds.
 */
export function createRateBudget(options: RateBudgetOptions): DatabaseRateBudget {
  const { readPerSecond, writePerSecond, sharedPerSecond, readsAtOnce } = options;
  const queues =
    sharedPerSecond === undefined
      ? {
          read: openQueue("read", readPerSecond, options, readsAtOnce),
          write: openQueue("write", writePerSecond, options),
          search: openQueue("search", searchPerSecond, options),
        }
      : sharedQueues(openQueue("all", sharedPerSecond, options, readsAtOnce));
  return {
    take: (lane, kind, signal) => queues[kind].take(lane, signal),
    slowDown: (lane, kind, seconds) => queues[kind].slowDown(lane, seconds),
  };
}

type Queue = ReturnType<typeof openQueue>;
const sharedQueues = (all: Queue) => ({ read: all, write: all, search: all });

function openQueue(row: string, perSecond: number, options: RateBudgetOptions, atOnce?: number) {
  const { database, connectionId, sleep, random, clock = () => performance.now() } = options;
  const allowance: Allowance = { connectionId, row, rate: rateOf(perSecond) };
  const quiet = createQuietLanes(clock);

  const settle = (place: Place) => inBackground(settleCall(database, allowance, place));
  const line = createWaitingLine<Place>({
    async tryOnce(rank) {
      const lane = laneOf(rank);
      if (quiet.has(lane)) return uncounted;
      const answer = await reserveCall(database, allowance, lane);
      if (answer.pausedMs > longestPauseMs) throw pauseError(answer.pausedMs);
      // Where nothing is counted the database is only asked for pauses: not before every call of a crawl.
      if (allowance.rate === null && answer.place?.recovering === false) quiet.add(lane);
      return answer;
    },
    giveBack: settle,
    patienceMs: (rank) => patienceMs[rank] ?? 0,
    sleep,
    atOnce,
  });

  /** What was waited for in vain, when it was a pause; null too when nobody can say. */
  const findPause = async (lane: BudgetLane): Promise<AppError | null> => {
    const pause = await readPause(database, allowance, lane).catch(() => null);
    return pause && pause.pausedMs > 0 ? pauseError(pause.pausedMs) : null;
  };

  return {
    async take(lane: BudgetLane, signal?: AbortSignal): Promise<BudgetTurn> {
      const place = await line.enter(rankOf(lane), signal).catch(async (error: unknown) => {
        throw (signal?.aborted && (await findPause(lane))) || error;
      });
      let isDone = false;
      return {
        done(served = false) {
          if (isDone) return;
          isDone = true;
          settle(place);
          line.leave();
          if (served && place.recovering) {
            inBackground(easeLanes(database, connectionId, laneRows(row, lane).backOff));
          }
        },
      };
    },
    async slowDown(lane: BudgetLane, seconds: number | null) {
      const place = { connectionId, row, lane };
      await pauseLane(database, place, { seconds, random: random() }).finally(() => quiet.clear());
    },
  };
}

const uncounted = { place: { at: null, recovering: false }, waitMs: 0 };

/** Null: no limit. */
function rateOf(perSecond: number): Allowance["rate"] {
  if (perSecond <= 0) return null;
  const calls = Number.isInteger(perSecond) ? perSecond : 1;
  return { calls, windowMs: (calls / perSecond) * 1_000 + guardMs };
}

/** Nobody waits for it, and what it would have changed passes by itself. */
function inBackground(work: Promise<void>): void {
  work.catch(() => undefined);
}

function pauseError(pausedMs: number): AppError {
  return new AppError("upstream_throttled", "The platform asked for a pause before the next call.", {
    hintKey: "throttled",
    retryAfterSeconds: Math.ceil(pausedMs / 1_000),
  });
}
