import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { CommandFailure } from "../process/command-failure";
import { errorCode } from "../process/error-code";

// Of what can go wrong, only a server that is away, starting, stopping or full comes right by waiting.
const PASSING =
  /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|57P0|53)|timeout|terminated/;

type Patience = { timeoutMs?: number; signal?: AbortSignal };

/**
 * Waits until the PostgreSQL of DATABASE_URL answers, up to 60 s. Fails with one line that names the server but never
 * the password.
 */
export async function waitForDatabase(
  url: string,
  { timeoutMs = 60_000, signal }: Patience = {},
): Promise<void> {
  const { host } = new URL(url);
  const deadline = Date.now() + timeoutMs;
  for (let announced = false; ; announced = true) {
    const error = await connectionError(url);
    if (error === null) return;
    const reason = errorCode(error) || error.message;
    if (!PASSING.test(reason)) throw new CommandFailure(`DATABASE_URL: ${error.message} (${host}).`);
    if (Date.now() > deadline) {
      const seconds = Math.round(timeoutMs / 1000);
      throw new CommandFailure(
        `DATABASE_URL: PostgreSQL at ${host} did not answer within ${seconds} s (${reason}).`,
      );
    }
    if (!announced) console.log(`Waiting for PostgreSQL at ${host} (${reason}) …`);
    await sleep(1_000, undefined, signal ? { signal } : undefined);
  }
}

async function connectionError(url: string): Promise<Error | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await client.end().catch(() => {});
  }
}
