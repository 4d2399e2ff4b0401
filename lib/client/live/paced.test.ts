import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browserClock } from "./browser-clock";
import { createPaced } from "./paced";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function slowWork(milliseconds: number) {
  return vi.fn(() => new Promise<void>((done) => setTimeout(done, milliseconds)));
}

describe("createPaced", () => {
  it("starts at once, and then once a gap however often it is asked", async () => {
    const work = slowWork(0);
    const paced = createPaced(work, 3_000, browserClock);
    for (let second = 0; second < 30; second += 1) {
      for (let times = 0; times < 20; times += 1) paced.ask();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(work.mock.calls.length).toBeGreaterThanOrEqual(9);
    expect(work.mock.calls.length).toBeLessThanOrEqual(11);
  });

  it("never overtakes itself, and does not forget what came meanwhile", async () => {
    const work = slowWork(10_000);
    const paced = createPaced(work, 1_000, browserClock);
    paced.ask();
    await vi.advanceTimersByTimeAsync(5_000);
    paced.ask();
    paced.ask();
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(work).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it("lets pass what is over at once", async () => {
    const work = slowWork(0);
    const paced = createPaced(work, 1_000, browserClock, 2_000);
    paced.ask();
    await vi.advanceTimersByTimeAsync(1_500);
    paced.ask();
    expect(work).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(500);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("goes on after a failure, and ends when it is stopped", async () => {
    const work = vi.fn(() => Promise.reject(new Error("no")));
    const paced = createPaced(work, 1_000, browserClock);
    paced.ask();
    await vi.advanceTimersByTimeAsync(2_000);
    paced.ask();
    await vi.advanceTimersByTimeAsync(0);
    expect(work).toHaveBeenCalledTimes(2);
    paced.ask();
    paced.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(work).toHaveBeenCalledTimes(2);
  });
});
