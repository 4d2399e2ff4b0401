import { expect, it } from "vitest";
import { draw } from "../draw";
import { EventHeap } from "./event-heap";

it("gives events back by time, then task, then row, whatever order they came in", () => {
  const heap = new EventHeap();
  const events = Array.from({ length: 5_000 }, (_, k) => ({
    time: Math.floor(draw(1, k) * 400),
    task: Math.floor(draw(2, k) * 5),
    row: k,
  }));
  for (const { time, task, row } of events) heap.push(time, task, row);
  heap.push(Number.POSITIVE_INFINITY, 1, 1);
  const sorted = events.toSorted((a, b) => a.time - b.time || a.task - b.task || a.row - b.row);
  const taken = events.map(() => heap.pop());
  expect(taken).toEqual(sorted);
  expect(heap.size).toBe(0);
  expect(heap.nextTime).toBe(Number.POSITIVE_INFINITY);
});
