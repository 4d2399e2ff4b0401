import { expect, it } from "vitest";
import { cleanJson, cleanText } from "./platform-text";

it.each([
  ["plain", "plain"],
  ["温度计 🚀", "温度计 🚀"],
  ["a\0b", "a\uFFFDb"],
  ["\uD83D", "\uFFFD"],
  ["x\uDE80y", "x\uFFFDy"],
  ["\uDE80\uD83D", "\uFFFD\uFFFD"],
  ["tab\tline\n", "tab\tline\n"],
])("%j becomes %j", (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

it("cleans keys and texts at any depth and leaves the rest", () => {
  expect(cleanJson({ "k\0": [{ deep: "v\0", n: 1.5, no: null, yes: true }] })).toEqual({
    "k\uFFFD": [{ deep: "v\uFFFD", n: 1.5, no: null, yes: true }],
  });
});
