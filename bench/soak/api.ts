import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/** What a script with `MUSTER_API_TOKEN` does against several consoles of which some may be dead at times. */
export interface SoakApi {
  /** GET, until some console answers with 200. */
  read(path: string): Promise<Record<string, unknown>>;
  /** POST with one key, until some console answers below 500; as a client that does not give up. */
  write(
    path: string,
    body: unknown,
    key?: string,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
}

const answerMs = 30_000;
const pauseMs = 300;

/** `urls` names the consoles there are now; each call takes the next one. `patienceMs`: for one call in all. */
export function createSoakApi(
  settings: { urls: () => string[]; base: string; token: string; patienceMs: number },
  signal: AbortSignal,
): SoakApi {
  let turn = 0;
  const authorization = `Bearer ${settings.token}`;

  async function ask(path: string, init: RequestInit, isAnswer: (status: number) => boolean) {
    const until = Date.now() + settings.patienceMs;
    let last = "no console";
    while (Date.now() < until) {
      signal.throwIfAborted();
      const urls = settings.urls();
      const url = urls[turn++ % Math.max(1, urls.length)];
      try {
        const timeout = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
        const answer = await fetch(`${url}${settings.base}${path}`, { ...init, signal: timeout });
        const body = (await answer.json()) as Record<string, unknown>;
        if (isAnswer(answer.status)) return { status: answer.status, body };
        last = `${answer.status} ${JSON.stringify(body)}`;
      } catch (error) {
        signal.throwIfAborted();
        last = String(error);
      }
      await sleep(pauseMs, undefined, { signal });
    }
    throw new Error(`${init.method ?? "GET"} ${path} was not answered: ${last}`);
  }

  return {
    async read(path) {
      return (await ask(path, { headers: { authorization } }, (status) => status === 200)).body;
    },
    write(path, body, key = randomUUID()) {
      const headers = { authorization, "content-type": "application/json", "idempotency-key": key };
      return ask(path, { method: "POST", headers, body: JSON.stringify(body) }, (status) => status < 500);
    },
  };
}
