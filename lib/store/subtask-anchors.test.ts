import { expect, it } from "vitest";
import { findFirstMoved, type MovedRow, nameView } from "./subtask-anchors";

const move = (ord: number, was: [number, number], is: [number, number]): MovedRow => ({
  ord,
  was: { status: was[0], cause: was[1] },
  is: { status: is[0], cause: is[1] },
});
const moved = [move(9, [1, 0], [2, 5]), move(4, [2, 5], [2, 6]), move(7, [3, 0], [1, 0])];

it.each([
  [{ statuses: [1], causes: null }, 7],
  [{ statuses: [2], causes: null }, 9],
  [{ statuses: [1, 2], causes: null }, 7],
  [{ statuses: [1, 3], causes: null }, 9],
  [{ statuses: [4, 12], causes: null }, null],
  [{ statuses: null, causes: [5] }, 4],
  [{ statuses: null, causes: [5, 6] }, 9],
  [{ statuses: [2], causes: [6] }, 4],
  [{ statuses: [1], causes: [6] }, null],
])("finds where %j moved first", (view, ord) => {
  expect(findFirstMoved(nameView(view), moved)).toBe(ord);
});
