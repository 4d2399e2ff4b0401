import { expect, it } from "vitest";
import { countOverlap } from "./group-overlap";

const group = (groupId: string, ...members: string[]) => ({ groupId, members: new Set(members) });

it("counts places and devices, and names the pairs that share some, the most first", () => {
  const groups = [group("a", "1", "2", "3"), group("b", "3", "4"), group("c", "2", "3", "5"), group("d")];
  expect(countOverlap(groups)).toEqual({
    ...{ total: 8, distinct: 5 },
    pairs: [
      { groupIds: ["a", "c"], shared: 2 },
      { groupIds: ["a", "b"], shared: 1 },
      { groupIds: ["b", "c"], shared: 1 },
    ],
  });
});

it("finds nothing shared in groups that have nothing in common", () => {
  expect(countOverlap([group("a", "1"), group("b", "2")])).toEqual({ total: 2, distinct: 2, pairs: [] });
});
