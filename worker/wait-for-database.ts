import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "@/lib/log";
import type { Database } from "@/lib/store/db";

const patienceMs = 60_000;
const pauseMs = 1_000;

/** Waits up to a minute for the database to answer, saying so once; then throws what kept it (F32). */
export async function waitForDatabase({ pool }: Database, log: Logger): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (let isFirst = true; ; isFirst = false) {
    try {
      await pool.query("SELECT 1");
      return;
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      if (isFirst) log.warn({ error }, "the database does not answer; waiting up to 60 s");
      await wait(pauseMs);
    }
  }
}
