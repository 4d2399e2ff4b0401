import type { Database } from "./db";
import { type LiveClock, waitFor } from "./live-clock";
import { findLiveStart, readNewsAfter } from "./live-event-store";
import { listenOnce } from "./live-listener";
import { type LiveNews, liveChannel, readAnnouncement } from "./live-news";
import { trackProgress } from "./live-progress";

export interface LiveFeedDeps {
  database: Pick<Database, "pool">;
  /** `DATABASE_DIRECT_URL`, or where the pool goes. */
  directUrl: string;
  clock: LiveClock;
  /** 0 up to 1. */
  random(): number;
  onNews(news: LiveNews): void;
  /** More happened than can be told one by one. */
  onTooMuch(): void;
  log: { warn(fields: { reason?: string; error?: unknown }, message: string): void };
}

/** All news of the database from when it was opened on, each at least once, in this process. */
export interface LiveFeed {
  /** The highest id of news known. */
  newestId(): number;
  isListening(): boolean;
  close(): Promise<void>;
}

const pollEveryMs = 2_000;
/** Waits between tries to listen: doubled up to a minute, each between half and the whole of it. */
const retry = { firstMs: 500, mostMs: 60_000 } as const;

/**
 * One connection that listens; while there is none, `live_event` is read every two seconds. Either way, what was not
 * heard is read: `progress` knows what was told. Rejects when the database does not answer.
 */
export async function openLiveFeed(deps: LiveFeedDeps): Promise<LiveFeed> {
  const { clock, database, log } = deps;
  const at = () => clock.now().getTime();
  const progress = trackProgress();
  progress.leap(await findLiveStart(database), at());
  const stop = new AbortController();
  let listening = false;

  function tell(news: LiveNews): void {
    if (news.id === null || progress.take(news.id, at())) deps.onNews(news);
  }

  async function catchUp(): Promise<void> {
    const news = await readNewsAfter(database, progress.floor(at()));
    if (news === null) await leap();
    for (const one of news ?? []) tell(one);
  }

  /** Nobody could follow so much: those who watch read everything anew, and it goes on from here. */
  async function leap(): Promise<void> {
    progress.leap(await findLiveStart(database), at());
    deps.onTooMuch();
  }

  async function listen(): Promise<void> {
    let failures = 0;
    while (!stop.signal.aborted) {
      const parts = {
        url: deps.directUrl,
        announce: (payload: string) =>
          database.pool.query("SELECT pg_notify($1, $2)", [liveChannel, payload]),
        onAnnouncement: hear,
        clock,
      };
      const onHeard = async () => {
        await catchUp();
        listening = true;
        failures = 0;
      };
      const reason = await listenOnce(parts, onHeard, stop.signal).then(() => "not heard", describe);
      listening = false;
      if (stop.signal.aborted) return;
      if (failures === 0) log.warn({ reason }, "events are polled: nothing is heard from the database");
      const longest = Math.min(retry.mostMs, retry.firstMs * 2 ** failures);
      failures += 1;
      await waitFor(clock, longest * (0.5 + deps.random() / 2), stop.signal);
    }
  }

  function hear(payload: string): void {
    const news = readAnnouncement(payload);
    if (news) tell(news);
  }

  async function poll(): Promise<void> {
    while (!stop.signal.aborted) {
      // A database that is away is found again by the next turn.
      if (!listening) await catchUp().catch(() => undefined);
      await waitFor(clock, pollEveryMs, stop.signal);
    }
  }

  const running = Promise.all([listen(), poll()]);
  return {
    newestId: progress.newest,
    isListening: () => listening,
    async close() {
      stop.abort();
      await running;
    },
  };
}

function describe(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return typeof code === "string" ? code : "failed";
}
