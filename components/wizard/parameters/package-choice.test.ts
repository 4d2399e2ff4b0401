import { describe, expect, it } from "vitest";
import type { UpgradePackage } from "@/lib/contracts/pickers";
import { knownPackages, matchProducts, packageIdsOf, withPackages } from "./package-choice";

const pack = (packageId: string): UpgradePackage => ({
  ...{ packageId, type: "firmwarePackage", version: "1.0", productId: null, productName: null },
  ...{ moduleName: null, sourceVersions: [], description: null, createdAt: null },
});

describe("the packages of a document", () => {
  it("are named by either key", () => {
    expect(packageIdsOf(null)).toEqual([]);
    expect(packageIdsOf({ package_id: "a" })).toEqual(["a"]);
    expect(packageIdsOf({ package_ids: ["a", 1, "b", "a"] })).toEqual(["a", "b"]);
  });

  it("are written with one key only, and other keys stay", () => {
    expect(withPackages({ package_ids: ["x"], more: 1 }, ["a"], false)).toEqual({ package_id: "a", more: 1 });
    expect(withPackages({ package_id: "x" }, ["a", "b"], true)).toEqual({ package_ids: ["a", "b"] });
    expect(withPackages({ package_id: "x" }, [], false)).toBeNull();
    expect(withPackages(null, [], true)).toBeNull();
  });

  it("are shown in the document's order, as far as they are known", () => {
    const [a, b, c] = [pack("a"), pack("b"), pack("c")];
    expect(knownPackages(["b", "x", "a"], [a, c], [b])).toEqual([b, a]);
  });
});

describe("matchProducts", () => {
  const targets = {
    count: 10,
    products: [
      { productId: "p1", count: 6 },
      { productId: "p2", count: 3 },
    ],
  };

  it("counts ids of the packages' products, of others, and leaves out those that do not tell", () => {
    expect(matchProducts([{ productId: "p1" }], targets)).toEqual({ total: 10, matching: 6, others: 3 });
    expect(matchProducts([{ productId: "p1" }, { productId: "p2" }], targets)).toEqual({
      ...{ total: 10, matching: 9, others: 0 },
    });
    expect(matchProducts([{ productId: "p3" }], targets)).toEqual({ total: 10, matching: 0, others: 9 });
  });

  it("says nothing where nothing can be compared", () => {
    expect(matchProducts([], targets)).toBeNull();
    expect(matchProducts([{ productId: "p1" }, { productId: null }], targets)).toBeNull();
    expect(matchProducts([{ productId: "p1" }], null)).toBeNull();
    expect(matchProducts([{ productId: "p1" }], { count: 0, products: [] })).toBeNull();
  });
});
