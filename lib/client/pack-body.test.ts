import { describe, expect, it } from "vitest";
import { isLong, packBody } from "./pack-body";

describe("packBody", () => {
  it("writes what it is given, also where there are no threads", async () => {
    expect(await packBody({ name: "a" })).toBe('{"name":"a"}');
    const text = "x".repeat(200_000);
    expect(await packBody({ text })).toBe(JSON.stringify({ text }));
  });

  it("finds what is long without writing it out", () => {
    expect(isLong({ content: { documents: { a: "x".repeat(100_001) } } }, 0)).toBe(true);
    expect(isLong({ targets: { ids: Array.from({ length: 2_001 }, () => "a") } }, 0)).toBe(true);
    expect(isLong({ targets: { ids: ["a"] }, name: "x", none: null, count: 3 }, 0)).toBe(false);
  });
});
