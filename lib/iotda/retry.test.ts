import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { brokenCall } from "./broken-call";
import { PlatformError } from "./errors";
import type { FailureClass, Sent } from "./failure-class";
import type { CallKind } from "./pacing";
import { callWithRetry, planRetry } from "./retry";

function failed(failure: FailureClass, sent: Sent = "yes", retryAfterSeconds: number | null = null) {
  return new PlatformError({ failure, sent, retryAfterSeconds });
}

const throttled = (seconds: number | null = null) => failed("throttled", "yes", seconds);

describe("planRetry", () => {
  it.each<[string, PlatformError, CallKind, number | null]>([
    ["throttled read", throttled(), "read", 0],
    ["throttled write", throttled(), "write", 0],
    ["throttled with a figure", throttled(7), "read", 0],
    ["throttled for the whole day", throttled(86_400), "read", null],
    ["server error on a read", failed("transient", "maybe"), "read", 250],
    ["server error on a search", failed("transient", "maybe"), "search", 250],
    ["server error on a write", failed("transient", "maybe"), "write", null],
    ["broken before it left, read", failed("transient", "no"), "read", 250],
    ["broken before it left, write", failed("transient", "no"), "write", 250],
    ["no answer to a read", failed("unknown", "maybe"), "read", 250],
    ["no answer to a write", failed("unknown", "maybe"), "write", null],
    ["overloaded for 3 seconds, read", failed("transient", "maybe", 3), "read", 3_000],
    ["unreachable read", failed("unreachable", "no"), "read", null],
    ["unreachable write", failed("unreachable", "no"), "write", null],
    ["refused credentials", failed("auth"), "read", null],
    ["rejected", failed("rejected"), "read", null],
    ["contract", failed("contract", "maybe"), "read", null],
  ])("%s", (_name, error, kind, wait) => {
    expect(planRetry(error, kind, { throttled: 0, broken: 0 }, () => 0.5)).toBe(wait);
  });

  it("gives up in the end", () => {
    expect(planRetry(throttled(), "write", { throttled: 5, broken: 0 }, () => 0)).toBeNull();
    expect(planRetry(throttled(), "read", { throttled: 5, broken: 0 }, () => 0)).not.toBeNull();
    expect(planRetry(throttled(), "read", { throttled: 10, broken: 0 }, () => 0)).toBeNull();
    expect(planRetry(failed("unknown"), "read", { throttled: 0, broken: 2 }, () => 0)).toBeNull();
  });
});

function scene(outcomes: (Error | "ok")[], signal?: AbortSignal) {
  const waits: number[] = [];
  const slowed: (number | undefined)[] = [];
  let attempts = 0;
  const run = (kind: CallKind) =>
    callWithRetry(
      kind,
      async () => {
        attempts += 1;
        const outcome = outcomes.shift() ?? "ok";
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
      {
        sleep: async (ms) => {
          waits.push(ms);
        },
        random: () => 0.5,
        onThrottled: async (error) => {
          slowed.push(error.retryAfterSeconds);
        },
      },
      signal,
    );
  return { run, waits, slowed, attempts: () => attempts };
}

describe("callWithRetry", () => {
  it("tries a read three times", async () => {
    const errors = [failed("transient", "maybe"), failed("unknown", "maybe"), failed("transient", "maybe")];
    const last = errors[2];
    const { run, attempts } = scene(errors);
    await expect(run("read")).rejects.toBe(last);
    expect(attempts()).toBe(3);
  });

  it("never repeats a write that may have happened", async () => {
    const { run, attempts } = scene([failed("transient", "maybe")]);
    await expect(run("write")).rejects.toMatchObject({ sent: "maybe" });
    expect(attempts()).toBe(1);
  });

  it("repeats a throttled write five times, telling the budget each time", async () => {
    const { run, attempts, slowed } = scene(Array.from({ length: 9 }, () => throttled(2)));
    await expect(run("write")).rejects.toMatchObject({ code: "upstream_throttled", sent: "yes" });
    expect(attempts()).toBe(6);
    expect(slowed).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it("leaves the waiting of a throttled call to the budget", async () => {
    const { run, waits, slowed } = scene([throttled(9), throttled()]);
    expect(await run("read")).toBe("ok");
    expect(slowed).toEqual([9, undefined]);
    expect(waits).toEqual([]);
  });

  it("waits before it repeats a broken read", async () => {
    const { run, waits } = scene([failed("unknown", "maybe"), failed("transient", "maybe", 3)]);
    expect(await run("read")).toBe("ok");
    expect(waits).toEqual([250, 3_000]);
  });

  it("lets errors of our own pass at once", async () => {
    const ours = new Error("database lost");
    const { run, attempts } = scene([ours]);
    await expect(run("read")).rejects.toBe(ours);
    expect(attempts()).toBe(1);
  });

  it("throws the platform's last word when the caller gives up while waiting", async () => {
    const giveUp = new AbortController();
    const error = failed("transient", "maybe", 60);
    const pending = callWithRetry(
      "read",
      async () => {
        throw error;
      },
      {
        sleep: () => {
          giveUp.abort();
          return new Promise(() => undefined);
        },
        random: () => 0,
        onThrottled: async () => undefined,
      },
      giveUp.signal,
    );
    await expect(pending).rejects.toBe(error);
  });

  it("throws the platform's last word when the next turn is cancelled", async () => {
    const error = throttled();
    const { run } = scene([error, brokenCall("cancelled", { sent: false })]);
    await expect(run("write")).rejects.toBe(error);
  });

  it("throws the platform's last word when the budget has no turn for minutes", async () => {
    const error = throttled(200);
    const { run, attempts } = scene([error, new AppError("upstream_throttled", "A long pause.")]);
    await expect(run("read")).rejects.toBe(error);
    expect(attempts()).toBe(2);
  });
});
