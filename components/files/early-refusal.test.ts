import { expect, it } from "vitest";
import { findEarlyRefusal } from "./early-refusal";

const limit = 2 * 1024 * 1024;

it.each([
  ["lot.xlsx", limit, null],
  ["LOT.XLS", 1, null],
  ["lot.xlsx", limit + 1, "workbook_size"],
  ["lot.csv", 1, "workbook_kind"],
  ["lot.xlsx.txt", 1, "workbook_kind"],
  ["xlsx", 1, "workbook_kind"],
])("%s of %i bytes: %s", (name, size, rule) => {
  expect(findEarlyRefusal({ name, size })).toBe(rule);
});
