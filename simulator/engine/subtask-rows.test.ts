import { describe, expect, it } from "vitest";
import { draw } from "../draw";
import { rowBelow } from "./row-set";
import {
  countOf,
  createRows,
  rowSet,
  SUBTASK_STATUSES,
  type SubtaskRows,
  setStatus,
  statusOf,
} from "./subtask-rows";

const SIZE = 5_000;

function shuffled(rows: SubtaskRows, seed: number): void {
  for (let k = 0; k < 20_000; k++) {
    const row = Math.floor(draw(seed, k, 1) * SIZE);
    setStatus(rows, row, Math.floor(draw(seed, k, 2) * SUBTASK_STATUSES.length));
  }
}

function expectSetsToAgree(rows: SubtaskRows): void {
  for (const status of SUBTASK_STATUSES.keys()) {
    const found: number[] = [];
    const set = rowSet(rows, status);
    for (let row = rowBelow(set, SIZE); row >= 0; row = rowBelow(set, row)) found.unshift(row);
    const expected = [...rows.status.keys()].filter((row) => statusOf(rows, row) === status);
    expect(found).toEqual(expected);
    expect(countOf(rows, status)).toBe(expected.length);
  }
}

describe("rows by status", () => {
  it("are all waiting at first, and agree with the statuses after any change", () => {
    const rows = createRows(new Int32Array(SIZE), [], 0);
    expectSetsToAgree(rows);
    shuffled(rows, 1);
    expectSetsToAgree(rows);
  });

  it("are made anew for state saved before there were any", () => {
    const rows = createRows(new Int32Array(SIZE), [], 0);
    shuffled(rows, 2);
    delete rows.sets;
    setStatus(rows, 7, 2);
    expectSetsToAgree(rows);
  });
});
