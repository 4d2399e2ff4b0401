import type pg from "pg";
import { CopyOut } from "./copy-out";

export interface ExportSessionRequest {
  /** Whose export it is; at most two of one person at a time, over all processes. */
  owner: string;
  /** Milliseconds after which it is broken off, however far it is: its snapshot keeps the database from tidying up. */
  longestMs: number;
}

/** One moment of the database, for as long as an export takes. Whoever opens it ends or breaks it off. */
export interface ExportSession {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Pieces of whole rows of a `COPY … TO STDOUT`. */
  copy(text: string): AsyncIterable<Uint8Array>;
  /** When everything was read. */
  end(): Promise<void>;
  /** At any time, also again: what the database still does for it is cancelled. */
  breakOff(): void;
}

/** Connections of a process that exports may hold; the others are for pages. */
const mostAtOnce = 4;
const held = new WeakMap<pg.Pool, number>();

/** An export that nobody reads from is given up by the database itself. */
const idleMs = 30_000;

/** `busy`: this person has two already, or this process as many as it may. */
export async function openExportSession(
  pool: pg.Pool,
  request: ExportSessionRequest,
): Promise<ExportSession | "busy"> {
  if ((held.get(pool) ?? 0) >= mostAtOnce) return "busy";
  count(pool, 1);
  const client = await pool.connect().catch((error: unknown) => {
    count(pool, -1);
    throw error;
  });
  const session = holdClient(pool, client);
  try {
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await session.prepare(request.longestMs);
    if (await takePlace(client, request.owner)) return session;
    await session.end();
    return "busy";
  } catch (error) {
    session.breakOff();
    throw error;
  }
}

function count(pool: pg.Pool, more: 1 | -1): void {
  held.set(pool, (held.get(pool) ?? 0) + more);
}

function holdClient(pool: pg.Pool, client: pg.PoolClient) {
  let isOpen = true;
  let pid = 0;
  const giveBack = (broken: boolean) => {
    isOpen = false;
    count(pool, -1);
    client.off("error", breakOff);
    client.release(broken);
  };
  const breakOff = () => {
    if (!isOpen) return;
    giveBack(true);
    // The server only notices that the connection is gone when it next writes to it.
    if (pid > 0) pool.query("SELECT pg_cancel_backend($1)", [pid]).catch(() => undefined);
  };
  // The server may end it at any time; whoever reads is told by the statement.
  client.on("error", breakOff);
  return {
    breakOff,
    async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
      return (await client.query<Row>(text, values)).rows;
    },
    copy: (text: string) => client.query(new CopyOut(text)),
    async end(): Promise<void> {
      if (!isOpen) return;
      await client.query("ROLLBACK");
      giveBack(false);
    },
    /** Settings of this transaction alone, as poolers want it. */
    async prepare(longestMs: number): Promise<void> {
      const { rows } = await client.query<{ pid: number }>(
        `SELECT pg_backend_pid() AS pid, set_config('statement_timeout', $1, true),
           set_config('idle_in_transaction_session_timeout', $2, true), set_config('timezone', 'UTC', true),
           set_config('datestyle', 'ISO', true), set_config('jit', 'off', true)`,
        [`${longestMs}ms`, `${idleMs}ms`],
      );
      pid = rows[0]?.pid ?? 0;
    },
  };
}

/** A place is a lock that ends with the transaction, so a process that dies gives it back. */
async function takePlace(client: pg.PoolClient, owner: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT CASE WHEN pg_try_advisory_xact_lock(hashtextextended('export 1 ' || $1, 0)) THEN true
       ELSE pg_try_advisory_xact_lock(hashtextextended('export 2 ' || $1, 0)) END AS taken`,
    [owner],
  );
  return rows[0]?.taken ?? false;
}
