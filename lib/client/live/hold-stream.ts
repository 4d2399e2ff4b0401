import type { AttentionSource } from "./attention";
import type { StreamListener } from "./connect-stream";
import { type LiveState, live, off } from "./live-state";
import type { StreamEvent } from "./read-events";
import { type StreamEnd, waitBeforeReconnect } from "./reconnect-policy";

export interface StreamClock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Runs something later; calling what it gives takes that back. */
  after: (milliseconds: number, run: () => void) => () => void;
}

export interface StreamOptions {
  connect: (lastEventId: string | null, signal: AbortSignal, listener: StreamListener) => Promise<StreamEnd>;
  /** A place among the connections of the browser, or null when none is free. */
  takeSlot: () => Promise<(() => void) | null>;
  attention: AttentionSource;
  clock: StreamClock;
  random: () => number;
  onState: (state: LiveState) => void;
  onEvent: (event: StreamEvent) => void;
}

/** A tab that nobody looks at keeps its stream this long, in milliseconds. */
const hiddenGraceMs = 10_000;
/** The server says something every 15 s; silence means a dead line, or that the machine slept. */
const silenceMs = 40_000;
const watchEveryMs = 5_000;
/** A stream that held this long was a good one: the next tries start over. */
const steadyMs = 10_000;
/** A cut that heals at once is not worth a word. */
const tellAfterMs = 2_000;
/** All places are taken by other tabs. */
const slotWaitMs = 30_000;

interface Attempt {
  abort: AbortController;
  openedAt: number | null;
  soundAt: number;
}

/** Keeps a stream for as long as somebody looks at the page and the network is there; calling what it gives ends it. */
export function holdStream(options: StreamOptions): () => void {
  const { attention, clock } = options;
  let seen = attention.read();
  let state: LiveState = off;
  let current: Attempt | null = null;
  let lastEventId: string | null = null;
  let heardAt: number | null = null;
  let failures = 0;
  let refused = false;
  const timers: Partial<Record<"wait" | "grace" | "tell", () => void>> = {};

  const stop = (name: keyof typeof timers) => {
    timers[name]?.();
    delete timers[name];
  };
  const later = (name: keyof typeof timers, milliseconds: number, run: () => void) => {
    stop(name);
    timers[name] = clock.after(milliseconds, () => {
      delete timers[name];
      run();
    });
  };
  const tell = (next: LiveState) => {
    stop("tell");
    if (next.kind === state.kind && next.kind !== "cut") return;
    state = next;
    options.onState(next);
  };
  const tellCut = (offline: boolean) => {
    const since = state.kind === "cut" ? state.since : new Date(heardAt ?? clock.now());
    tell({ kind: "cut", since, offline });
  };
  const drop = () => {
    const attempt = current;
    current = null;
    stop("grace");
    attempt?.abort.abort();
  };

  const listen = (attempt: Attempt): StreamListener => ({
    onOpen: () => {
      if (current !== attempt) return;
      attempt.openedAt = attempt.soundAt = heardAt = clock.now();
      refused = false;
      tell(live);
    },
    onSound: () => {
      if (current === attempt) attempt.soundAt = heardAt = clock.now();
    },
    onEvent: (event) => {
      if (current !== attempt) return;
      lastEventId = event.id ?? lastEventId;
      options.onEvent(event);
    },
  });

  const watch = (attempt: Attempt): (() => void) => {
    let stopTimer = () => {};
    const look = () => {
      if (clock.now() - attempt.soundAt > silenceMs) attempt.abort.abort();
      else stopTimer = clock.after(watchEveryMs, look);
    };
    look();
    return () => stopTimer();
  };

  const run = async (attempt: Attempt) => {
    const free = await options.takeSlot();
    if (current !== attempt) return free?.();
    if (!free) {
      current = null;
      tell(off);
      return later("wait", slotWaitMs, review);
    }
    const unwatch = watch(attempt);
    const end = await options.connect(lastEventId, attempt.abort.signal, listen(attempt));
    unwatch();
    free();
    if (current !== attempt) return;
    current = null;
    if (attempt.openedAt !== null && clock.now() - attempt.openedAt >= steadyMs) failures = 0;
    refused = end.kind === "refused" && end.status < 500;
    if (refused) tell(off);
    else if (heardAt !== null && state.kind !== "cut") later("tell", tellAfterMs, () => tellCut(false));
    later("wait", waitBeforeReconnect(end, failures, options.random), review);
    failures += 1;
  };

  /** Does what the page's state asks for; called whenever that or a timer moves. */
  const review = () => {
    const before = seen;
    seen = attention.read();
    if (seen.leaving || !seen.signedIn || !seen.online) {
      stop("wait");
      drop();
      return seen.online ? tell(off) : tellCut(true);
    }
    if (!before.online) {
      // A network that comes back does so for many at once.
      failures = 0;
      tellCut(false);
      later("wait", waitBeforeReconnect({ kind: "lost" }, 0, options.random), review);
    }
    if (!seen.visible) {
      if (!timers.grace) later("grace", hiddenGraceMs, hide);
      return;
    }
    stop("grace");
    if (!before.visible && !refused && before.online) {
      failures = 0;
      stop("wait");
    }
    if (current || timers.wait) return;
    current = { abort: new AbortController(), openedAt: null, soundAt: clock.now() };
    void run(current);
  };
  const hide = () => {
    drop();
    tell(off);
  };

  const unsubscribe = attention.subscribe(review);
  review();
  return () => {
    unsubscribe();
    stop("wait");
    drop();
    tell(off);
  };
}
