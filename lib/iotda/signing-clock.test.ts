import { describe, expect, it } from "vitest";
import { PlatformError } from "./errors";
import { correctingClock, createSigningClock } from "./signing-clock";

const start = Date.parse("2026-11-21T10:00:00Z");
const minutes = (count: number): number => count * 60_000;

function refused(status: number, answeredAt: number | null) {
  return new PlatformError({
    failure: "auth",
    sent: "yes",
    upstream: { status, errorCode: null, errorMessage: null, requestId: null },
    answeredAt: answeredAt === null ? null : new Date(answeredAt),
  });
}

/** What each attempt comes to: refused, or accepted with this `Date`. */
function scene(outcomes: (PlatformError | number)[], offsetMs = 0) {
  const clock = createSigningClock(() => new Date(start), offsetMs);
  const signedAt: number[] = [];
  const learned: number[] = [];
  const attempt = async () => {
    signedAt.push(clock.now().getTime());
    const outcome = outcomes.shift();
    if (outcome instanceof PlatformError) throw outcome;
    return { answeredAt: outcome === undefined ? null : new Date(outcome) };
  };
  const run = () => correctingClock(clock, attempt, (offset) => learned.push(offset));
  return { clock, signedAt, learned, run };
}

describe("correctingClock", () => {
  it("signs once more with the platform's time when a refusal shows a clock 20 minutes off", async () => {
    const { clock, signedAt, learned, run } = scene([refused(401, start + minutes(20)), start + minutes(20)]);
    await run();
    expect(signedAt).toEqual([start, start + minutes(20)]);
    expect(learned).toEqual([minutes(20)]);
    await run();
    expect(clock.now().getTime()).toBe(start + minutes(20));
    expect(signedAt).toHaveLength(3);
  });

  it.each([
    ["clocks that agree", refused(401, start + minutes(2))],
    ["an answer without a date", refused(401, null)],
    ["missing rights", refused(403, start + minutes(20))],
    [
      "a date years ahead, for whose time a signature would be worth keeping",
      refused(401, start + minutes(1e6)),
    ],
    ["a date more than a day back", refused(401, start - minutes(24 * 60 + 1))],
  ])("does not repeat for %s", async (_name, error) => {
    const { signedAt, run } = scene([error]);
    await expect(run()).rejects.toBe(error);
    expect(signedAt).toHaveLength(1);
  });

  it("does not learn such a date from an accepted call either", async () => {
    const { clock, learned, run } = scene([start + minutes(1e6)]);
    await run();
    expect({ learned, offsetMs: clock.offsetMs() }).toEqual({ learned: [], offsetMs: 0 });
  });

  it("goes back to the former offset when that did not help", async () => {
    const second = refused(401, start - minutes(30));
    const { clock, signedAt, learned, run } = scene([refused(401, start - minutes(30)), second]);
    await expect(run()).rejects.toBe(second);
    expect(learned).toEqual([]);
    expect(signedAt).toHaveLength(2);
    expect(clock.offsetMs()).toBe(0);
  });

  it("starts with what was learned before, and forgets it when the clock was set right", async () => {
    const { clock, signedAt, learned, run } = scene([refused(401, start), start, start], minutes(20));
    await run();
    expect(signedAt).toEqual([start + minutes(20), start]);
    await run();
    expect(learned).toEqual([0]);
    expect(clock.offsetMs()).toBe(0);
  });

  it("notices by accepted calls that the clocks drift apart, and that they agree again", async () => {
    const { signedAt, learned, run } = scene([
      start + minutes(1),
      start + minutes(5),
      start - minutes(1),
      start,
    ]);
    for (let left = 4; left > 0; left -= 1) await run();
    expect(learned).toEqual([minutes(5), 0]);
    expect(signedAt).toEqual([start, start, start + minutes(5), start]);
  });

  it("repeats every call that was signed before another one learned the offset", async () => {
    const clock = createSigningClock(() => new Date(start));
    expect(clock.learn(new Date(start + minutes(20)), 0)).toBe(true);
    expect(clock.learn(new Date(start + minutes(20)), 0)).toBe(true);
    expect(clock.learn(new Date(start + minutes(20)), minutes(20))).toBe(false);
  });
});
