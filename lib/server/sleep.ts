import { setTimeout as wait } from "node:timers/promises";

/** Rejects when `signal` ends it early. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal });
}
