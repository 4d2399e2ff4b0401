import { describe, expect, it } from "vitest";
import { knownTimeZone, negotiateLocale } from "./locales";

describe("negotiateLocale", () => {
  it.each([
    ["zh-CN", "en", "zh-CN"],
    [undefined, "zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"],
    [undefined, "de-DE,en;q=0.5,zh;q=0.9", "zh-CN"],
    [undefined, "en-GB,zh;q=0.9", "en"],
    [undefined, "fr", "en"],
    [undefined, null, "en"],
    ["fr", "zh;q=0", "en"],
  ])("%s with %s speaks %s", (chosen, accept, expected) => {
    expect(negotiateLocale(chosen, accept)).toBe(expected);
  });
});

describe("knownTimeZone", () => {
  it("keeps real zones and answers UTC for made-up ones", () => {
    expect(knownTimeZone("Asia/Shanghai")).toBe("Asia/Shanghai");
    expect(knownTimeZone("Mars/Olympus")).toBe("UTC");
    expect(knownTimeZone(undefined)).toBe("UTC");
  });
});
