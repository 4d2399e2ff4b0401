import { expect, it } from "vitest";
import { troubleOf } from "./target-trouble";

it.each([
  ["p1", "ONLINE", ["p1"], null],
  ["p1", "OFFLINE", ["p2", "p1"], null],
  ["p1", "FROZEN", ["p1"], "frozen"],
  ["p1", "INACTIVE", null, "inactive"],
  ["p1", "FROZEN", ["p2"], "other_product"],
  ["p1", "ONLINE", null, null],
  [null, "ONLINE", ["p1"], null],
  [null, "FROZEN", ["p1"], "frozen"],
  ["p1", null, ["p1"], null],
  ["p1", "PONDERING", ["p1"], null],
] as const)("of product %s, %s, for %o: %s", (productId, status, productIds, trouble) => {
  expect(troubleOf({ productId, status }, productIds)).toBe(trouble);
});
