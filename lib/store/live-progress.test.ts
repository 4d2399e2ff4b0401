import { expect, it } from "vitest";
import { settledAfterMs, trackProgress } from "./live-progress";

function start(floor: number, told: number[] = []) {
  const progress = trackProgress();
  progress.leap({ floor, told }, 0);
  return progress;
}

it("tells each id once, in whatever order they come", () => {
  const progress = start(10, [12]);
  expect([13, 12, 11, 13].map((id) => progress.take(id, 1))).toEqual([true, false, true, false]);
  expect(progress.newest()).toBe(13);
});

it("reads on from the first id that is missing", () => {
  const progress = start(10);
  for (const id of [11, 12, 14]) progress.take(id, 1);
  expect(progress.floor(1)).toBe(12);
  progress.take(13, 2);
  expect(progress.floor(2)).toBe(14);
});

it("gives up a missing id only when no transaction can bring it any more", () => {
  const progress = start(10);
  progress.take(12, 1_000);
  expect(progress.floor(1_000 + settledAfterMs - 1)).toBe(10);
  expect(progress.floor(1_000 + settledAfterMs)).toBe(12);
});

it("tells what is announced below its floor: better twice than never", () => {
  expect(start(10).take(9, 1)).toBe(true);
});
