import { randomUUID } from "node:crypto";
import pg from "pg";
import { type LiveClock, waitFor } from "./live-clock";
import { liveChannel, proofAnnouncement, readProof } from "./live-news";

export interface ListenerDeps {
  /** A session of its own: a transaction pooler would swallow what is announced. */
  url: string;
  /** Announces through any other connection to the same database. */
  announce(payload: string): Promise<unknown>;
  onAnnouncement(payload: string): void;
  clock: LiveClock;
}

/** Milliseconds: to connect, for a proof to arrive, and between proofs. */
const limits = { connect: 5_000, proof: 5_000, between: 20_000 } as const;

/**
 * Listens until `stopped` or until nothing more is heard, then resolves. `onHeard` is called once it is proven that
 * announcements arrive: from then on none is missed. Rejects when the database cannot be reached.
 */
export async function listenOnce(
  deps: ListenerDeps,
  onHeard: () => Promise<void>,
  stopped: AbortSignal,
): Promise<void> {
  const lost = new AbortController();
  const end = () => lost.abort();
  const client = new pg.Client({
    connectionString: deps.url,
    connectionTimeoutMillis: limits.connect,
    query_timeout: limits.connect,
    keepAlive: true,
    application_name: "muster live",
  });
  let heard: (nonce: string) => void = () => undefined;
  client.on("error", end);
  client.on("end", end);
  client.on("notification", ({ payload = "" }) => {
    const nonce = readProof(payload);
    if (nonce === null) deps.onAnnouncement(payload);
    else heard(nonce);
  });
  stopped.addEventListener("abort", end);

  /** Whether a word sent through another connection comes back through this one. */
  async function isHearing(): Promise<boolean> {
    const nonce = randomUUID();
    const arrived = new AbortController();
    heard = (word) => {
      if (word === nonce) arrived.abort();
    };
    await deps.announce(proofAnnouncement(nonce));
    await waitFor(deps.clock, limits.proof, AbortSignal.any([arrived.signal, lost.signal]));
    return arrived.signal.aborted;
  }

  try {
    // A database that does not answer must not hold up a process that stops.
    await Promise.race([client.connect(), aborted(lost.signal)]);
    if (lost.signal.aborted) return;
    await client.query(`LISTEN ${liveChannel}`);
    if (!(await isHearing())) return;
    await onHeard();
    // A connection that is cut without a word would be waited on for hours.
    do await waitFor(deps.clock, limits.between, lost.signal);
    while (!lost.signal.aborted && (await isHearing()));
  } finally {
    stopped.removeEventListener("abort", end);
    client.end().catch(() => undefined);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
}
