import { describe, expect, it } from "vitest";
import { appendLines, breakLongLines, keepFirst, leaveOut, partsAfter } from "./target-edits";
import { parseTargetList } from "./target-list";

describe("leaveOut", () => {
  const without = (text: string) => leaveOut(text, parseTargetList(text).problems);

  it.each([
    ["a\nb b\nc", "a\nc"],
    ["b b\nc", "c"],
    ["a\nb b", "a"],
    ["b b", ""],
    ["a,b b,c", "a,c"],
    ["b b,c", "c"],
    ["a,b b\nc", "a\nc"],
    ["a\n b b , c/c\nd", "a\nd"],
    ['a;"b b";c', "a;c"],
  ])("%j becomes %j", (text, kept) => {
    expect(without(text)).toBe(kept);
    expect(parseTargetList(kept).problems).toEqual([]);
  });
});

describe("appendLines", () => {
  it.each([
    ["", "b", "b"],
    [" \n", "b", "b"],
    ["a", "b", "a\nb"],
    ["a\n", "b", "a\nb"],
  ])("%j and %j is %j", (text, more, joined) => {
    expect(appendLines(text, more)).toBe(joined);
  });
});

describe("keepFirst", () => {
  it("ends after the last ID that fits, and loses neither repeats nor problems before it", () => {
    expect(keepFirst("a\na\nb b\nc,d\ne", 2)).toBe("a\na\nb b\nc");
    expect(keepFirst("a,b", 5)).toBe("a,b");
    expect(parseTargetList(keepFirst("a\na\nb b\nc,d\ne", 2)).ids).toEqual(["a", "c"]);
  });
});

describe("partsAfter", () => {
  it("holds every ID that was not kept exactly once", () => {
    const ids = Array.from({ length: 25 }, (_, index) => `id-${index}`);
    const text = [...ids, "id-3", "id-24", "id-12"].join("\n");
    const parts = partsAfter(text, 10);
    expect(parts).toHaveLength(2);
    const all = [keepFirst(text, 10), ...parts].flatMap((part) => parseTargetList(part).ids);
    expect(all).toEqual(ids);
    for (const part of parts) expect(parseTargetList(part).repeats).toEqual([]);
  });

  it("takes problems along to the part they stand in, and leaves earlier ones where they are", () => {
    expect(partsAfter("a\nx x\nb\nc\ny y\nd\nz z\ne\nw w", 2)).toEqual(["c\ny y\nd", "z z\ne\nw w"]);
    expect(partsAfter("a\nb\nx x\nc\nd\ny y", 2)).toEqual(["x x\nc\nd\ny y"]);
    expect(keepFirst("a\nb\nx x\nc", 2)).toBe("a\nb");
  });

  it("has nothing to say about a list that fits", () => {
    expect(partsAfter("a\nb", 2)).toEqual([]);
  });
});

describe("breakLongLines", () => {
  it("puts each piece of a line too long on its own, and changes no list", () => {
    const text = "short, one\naaaa,bbbb;  cccc\tdddd\nend";
    const broken = breakLongLines(text, 10);
    expect(broken).toBe("short, one\naaaa\nbbbb\ncccc\ndddd\nend");
    expect(parseTargetList(broken).ids).toEqual(parseTargetList(text).ids);
    expect(breakLongLines(text, 100)).toBe(text);
  });
});
