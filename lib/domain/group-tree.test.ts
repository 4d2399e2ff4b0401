import { describe, expect, it } from "vitest";
import type { DeviceGroup } from "@/lib/contracts/fleet-pickers";
import { buildGroupTree, countGroups, filterGroupTree, type GroupNode } from "./group-tree";

const group = (name: string, parentId: string | null = null): DeviceGroup => ({
  ...{ groupId: `id-${name}`, name, parentId, description: null, type: "STATIC" },
});
type Shape = string | [string, Shape[]];
const shape = (nodes: readonly GroupNode[]): Shape[] =>
  nodes.map(({ group: { name }, children }) => (children.length > 0 ? [name, shape(children)] : name));

const groups = [
  group("North 10", "id-North"),
  group("North"),
  group("North 9", "id-North"),
  group("Mill", "id-North 9"),
  group("Canary"),
];

describe("buildGroupTree", () => {
  it("puts groups below their parents, by name and number", () => {
    expect(shape(buildGroupTree(groups))).toEqual(["Canary", ["North", [["North 9", ["Mill"]], "North 10"]]]);
  });

  it("loses no group whose parent is unknown, or whose ancestors go round", () => {
    const odd = [
      group("a", "id-b"),
      group("b", "id-a"),
      group("c", "id-a"),
      group("d", "id-d"),
      group("e", "id-x"),
    ];
    const tree = buildGroupTree(odd);
    expect(shape(tree)).toEqual([["a", ["c"]], "b", "d", "e"]);
    expect(countGroups(tree)).toBe(5);
  });

  it("takes a group that came twice once", () => {
    expect(countGroups(buildGroupTree([...groups, ...groups]))).toBe(5);
  });
});

describe("filterGroupTree", () => {
  it("keeps what has the text, below its ancestors", () => {
    const tree = buildGroupTree(groups);
    expect(shape(filterGroupTree(tree, " mILL "))).toEqual([["North", [["North 9", ["Mill"]]]]]);
    expect(shape(filterGroupTree(tree, "id-canary"))).toEqual(["Canary"]);
    expect(filterGroupTree(tree, "nowhere")).toEqual([]);
    expect(shape(filterGroupTree(tree, ""))).toEqual(shape(tree));
  });
});
