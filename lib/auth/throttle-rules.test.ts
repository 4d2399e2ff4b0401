import { describe, expect, it } from "vitest";
import type { ThrottleState } from "@/lib/store/throttle-store";
import { afterAccountFailure, afterAddressFailure, secondsToWait } from "./throttle-rules";

const start = new Date("2026-03-01T10:00:00Z");
const fresh: ThrottleState = { failures: 0, windowStart: start, blockedUntil: null };
const later = (ms: number) => new Date(start.getTime() + ms);

describe("the delay of an account (S1.7)", () => {
  it("is 1 s after the fifth failure in a row and doubles to 15 min", () => {
    let state = fresh;
    const delays: number[] = [];
    for (let i = 0; i < 18; i += 1) {
      state = afterAccountFailure(state, start);
      delays.push(secondsToWait(state, start));
    }
    expect(delays).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
  });

  it("never overflows into no delay or a lock", () => {
    const state = afterAccountFailure({ ...fresh, failures: 2_000_000_000 }, start);
    expect(secondsToWait(state, start)).toBe(900);
  });

  it("starts anew after a day without failures", () => {
    const tired = { failures: 20, windowStart: start, blockedUntil: later(900_000) };
    expect(afterAccountFailure(tired, later(25 * 3_600_000))).toMatchObject({
      failures: 1,
      blockedUntil: null,
    });
    expect(afterAccountFailure(tired, later(23 * 3_600_000)).failures).toBe(21);
  });
});

describe("the share of an address (S1.7)", () => {
  it("is 30 failures in 15 min from the first", () => {
    let state = fresh;
    for (let i = 0; i < 29; i += 1) state = afterAddressFailure(state, later(i * 1_000));
    expect(secondsToWait(state, later(30_000))).toBe(0);
    state = afterAddressFailure(state, later(60_000));
    expect(secondsToWait(state, later(60_000))).toBe(14 * 60);
    expect(secondsToWait(state, later(15 * 60_000))).toBe(0);
    expect(afterAddressFailure(state, later(15 * 60_000))).toEqual({
      failures: 1,
      windowStart: later(15 * 60_000),
      blockedUntil: null,
    });
  });
});

describe("waiting", () => {
  it("rounds up, and is nothing without a block", () => {
    expect(secondsToWait(null, start)).toBe(0);
    expect(secondsToWait({ ...fresh, blockedUntil: later(1) }, start)).toBe(1);
    expect(secondsToWait({ ...fresh, blockedUntil: start }, start)).toBe(0);
  });
});
