import { describe, expect, it } from "vitest";
import { addRow, createRowSet, rowBelow } from "./engine/row-set";
import { takePageOf } from "./paging";
import { recordId } from "./record-id";

const SIZE = 1_000_000;
const TOP = "f".repeat(24);

/** A million rows that count how often they are looked at. */
function counted(below: (row: number) => number) {
  const seen = { visited: 0, ids: 0 };
  const rows = {
    size: SIZE,
    idOf: (row: number) => {
      seen.ids++;
      return recordId(1_700_000_000_000, 1, row);
    },
  };
  const next = (row: number) => {
    seen.visited++;
    return below(row);
  };
  return {
    seen,
    take: (offset: number, marker = TOP) => takePageOf(rows, { limit: 50, offset, marker }, next),
  };
}

describe("a page of a million rows", () => {
  const rare = createRowSet(SIZE);
  for (let row = 17; row < SIZE; row += 170) addRow(rare, row);
  const one = createRowSet(SIZE);
  addRow(one, 4);

  it.each([
    ["of all", (row: number) => row - 1, 50],
    ["of a rare status", (row: number) => rowBelow(rare, row), 50],
    ["of a status that one row has", (row: number) => rowBelow(one, row), 1],
  ])("%s looks at no row that it does not pass over or return", (_name, below, full) => {
    for (const marker of [
      TOP,
      recordId(1_700_000_000_000, 1, 960_000),
      recordId(1_700_000_000_000, 1, 500_000),
    ]) {
      for (const offset of full === 1 ? [0] : [0, 500]) {
        const { seen, take } = counted(below);
        expect(take(offset, marker).rows).toHaveLength(full);
        expect(seen.visited).toBeLessThanOrEqual(offset + full + 1);
        // Twenty halvings find the marker, one id more is the next marker.
        expect(seen.ids).toBeLessThanOrEqual(22);
      }
    }
  });

  it("ends without a marker when nothing is left", () => {
    const { take } = counted((row) => rowBelow(one, row));
    expect(take(0)).toEqual({ rows: [4], marker: recordId(1_700_000_000_000, 1, 4) });
    expect(take(0, recordId(1_700_000_000_000, 1, 4))).toEqual({ rows: [], marker: undefined });
    expect(take(1)).toEqual({ rows: [], marker: undefined });
  });
});
