import { describe, expect, it } from "vitest";
import { indentJson, tokeniseJson } from "./json-tokens";

describe("tokeniseJson", () => {
  it("gives the text back when joined, and tells keys from strings", () => {
    const json = JSON.stringify({ a: 'x "y": 1', b: [1.5e3, -2, true, null], "c d": {} }, null, 2);
    const tokens = tokeniseJson(json);
    expect(tokens.map((token) => token.text).join("")).toBe(json);
    expect(tokens.filter((token) => token.kind === "key").map((token) => token.text)).toEqual([
      '"a"',
      '"b"',
      '"c d"',
    ]);
    expect(tokens.find((token) => token.kind === "string")?.text).toBe('"x \\"y\\": 1"');
  });
});

describe("indentJson", () => {
  it("indents objects and arrays and leaves everything else", () => {
    expect(indentJson('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(indentJson("[1]")).toBe("[\n  1\n]");
    expect(indentJson("12")).toBeNull();
    expect(indentJson("{broken")).toBeNull();
    expect(indentJson("plain text")).toBeNull();
  });
});
