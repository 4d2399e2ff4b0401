import { expect, it } from "vitest";
import { sortedBy } from "./sort-head";

it("says which way a column is sorted, and nothing of the others", () => {
  expect(sortedBy("-failed", "-failed")).toBe("descending");
  expect(sortedBy("-failed", "failed")).toBe("ascending");
  expect(sortedBy("name", "-created")).toBeUndefined();
});
