import { expect, it } from "vitest";
import { isOnlyPrefix } from "./target-shape";

const product = { common: "65a1c0e2_wm-0", longest: 18 };

it.each([
  ["the start that all share", "65a1c0e2_wm-0", product, true],
  ["a start and more", "65a1c0e2_wm-01", product, true],
  ["a whole id", "65a1c0e2_wm-012345", product, true],
  ["more than any id", "65a1c0e2_wm-0123456", product, true],
  ["a start short enough to come again", "65a1", product, false],
  ["a part", "wm-01", product, false],
  ["a start that may repeat inside", "abab", { common: "abababab", longest: 8 }, false],
  ["ids that share nothing", "ab", { common: "", longest: 3 }, false],
  ["the longest of them", "abc", { common: "", longest: 3 }, true],
  ["signs of two units", "😀b", { common: "", longest: 2 }, true],
])("%s", (_, q, shape, expected) => {
  expect(isOnlyPrefix(q, shape)).toBe(expected);
});
