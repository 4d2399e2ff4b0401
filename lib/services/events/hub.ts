import type { Caller } from "@/lib/auth/caller";
import { AppError } from "@/lib/errors";
import type { Database } from "@/lib/store/db";
import type { LiveClock } from "@/lib/store/live-clock";
import { type LiveFeed, openLiveFeed } from "@/lib/store/live-feed";
import type { FoundConnection } from "../connections/find-connection";
import { requireRoom } from "./admission";
import { beholdersOf } from "./beholders";
import { reset } from "./encode-event";
import { followEveryMs, keepFollowed } from "./keep-followed";
import { createPump } from "./pump";
import { recheckStreams } from "./recheck-streams";
import { startRounds } from "./rounds";
import { openStream, type Sink } from "./stream";
import { createTopics } from "./topics";
import type { Stream, WatchedTask } from "./watching";

export interface HubDeps {
  database: Database;
  /** `DATABASE_DIRECT_URL`, or where the pool goes. */
  directUrl: string;
  /** Who of them still holds, by identity (lib/auth/check-again.ts). */
  checkAgain(callers: readonly Caller[]): Promise<Map<string, Caller>>;
  clock: LiveClock;
  /** 0 up to 1. */
  random(): number;
  log: { warn(fields: { reason?: string; error?: unknown }, message: string): void };
}

export interface Watcher {
  caller: Caller;
  connection: FoundConnection;
  /** Null: the connection with its list. */
  task: WatchedTask | null;
  lastEventId: string | null;
}

/** Everybody who watches in this process. */
export interface LiveHub {
  /** Throws when there is no room for another stream, or the database does not answer. */
  admit(caller: Caller): Promise<void>;
  open(watcher: Watcher, sink: Sink): { drained(): void; closed(): void };
  /** Ends every stream, as a console that stops does: their clients go to another one. */
  endStreams(): void;
  /** Whether announcements reach this process; else it polls, or nobody has watched yet. */
  isListening(): boolean;
  close(): Promise<void>;
}

/** Milliseconds. A change of rights ends a stream within five seconds (security.md F50). */
const every = { beat: 15_000, check: 3_000, age: 10_000 } as const;
const stuckMs = 30_000;

/** One reader of news for any number of streams. Nothing runs before the first of them. */
export function createLiveHub(deps: HubDeps): LiveHub {
  const { clock, database, log } = deps;
  const topics = createTopics();
  const streams = new Set<Stream>();
  let feed: Promise<LiveFeed> | null = null;
  let ending = false;
  let opened: LiveFeed | null = null;
  let stopRounds: () => void = () => undefined;
  let troubled = false;
  function onError(error: unknown): void {
    if (!troubled) log.warn({ error }, "an event could not be told");
    troubled = true;
  }
  const pump = createPump({ database, clock, onError, topics, newestId: () => opened?.newestId() ?? 0 });

  async function openFeed(): Promise<LiveFeed> {
    opened = await openLiveFeed({ ...deps, onNews: pump.hear, onTooMuch: resetAll });
    stopRounds = startRounds(
      [
        { everyMs: every.beat, run: beat },
        { everyMs: every.check, run: check },
        { everyMs: every.age, run: pump.askAge },
        { everyMs: followEveryMs, run: () => keepFollowed(database, topics.all(), clock.now()) },
      ],
      clock,
      onError,
    );
    return opened;
  }

  function beat(): void {
    for (const stream of streams) stream.beat();
  }

  async function check(): Promise<void> {
    const now = clock.now().getTime();
    for (const stream of [...streams]) {
      const since = stream.stuckSince();
      if (since !== null && now - since >= stuckMs) stream.end();
    }
    for (const stream of await recheckStreams([...streams], deps.checkAgain)) pump.greet(stream);
    troubled = false;
  }

  function resetAll(): void {
    for (const stream of streams) {
      stream.send(reset);
      pump.greet(stream);
    }
  }

  function endStreams(): void {
    ending = true;
    for (const stream of [...streams]) stream.end();
  }

  function leave(stream: Stream): void {
    if (!streams.delete(stream)) return;
    pump.forget(stream);
    stream.topic.streams.delete(stream);
    if (stream.topic.streams.size === 0) topics.close(stream.topic);
  }

  return {
    async admit(caller) {
      if (ending) throw new AppError("unavailable", "This console stops.", { retryAfterSeconds: 1 });
      requireRoom(caller, streams);
      feed ??= openFeed().catch((error: unknown) => {
        feed = null;
        throw error;
      });
      await feed;
    },
    open({ caller, connection, task, lastEventId }, sink) {
      const topic = topics.open(connection, task);
      const beholders = beholdersOf(caller, connection.slug);
      const watcher = { topic, caller, beholders, lastEventId };
      const stream = openStream(watcher, sink, () => clock.now().getTime());
      streams.add(stream);
      topic.streams.add(stream);
      pump.greet(stream);
      return { drained: stream.drained, closed: () => leave(stream) };
    },
    endStreams,
    isListening: () => opened?.isListening() ?? false,
    async close() {
      stopRounds();
      pump.stop();
      endStreams();
      await feed?.then(
        (open) => open.close(),
        () => undefined,
      );
    },
  };
}
