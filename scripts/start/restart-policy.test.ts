import { expect, it } from "vitest";
import { restartDelay } from "./restart-policy";

it("waits longer after each death of the last minute, and gives up at the fifth", () => {
  const now = 1_000_000;
  const deaths: number[] = [];
  const delays = [1, 2, 3, 4, 5].map(() => {
    deaths.push(now);
    return restartDelay(deaths, now);
  });
  expect(delays).toEqual([500, 1_000, 2_000, 4_000, null]);
});

it("forgets deaths older than a minute", () => {
  const now = 1_000_000;
  expect(restartDelay([1, 2, 3, 4, 5, now], now)).toBe(500);
});
