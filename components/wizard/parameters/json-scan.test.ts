import { describe, expect, it } from "vitest";
import { findPiece, isExact, lineOf, scanJson } from "./json-scan";

const pretty = `{
  "shadow": [
    { "service_id": "Meter", "desired": { "a\\"b": 1 } },
    { "service_id": "Valve", "desired": {} }
  ]
}`;
const textAt = (path: string) => {
  const { start, end } = findPiece(scanJson(pretty), path);
  return pretty.slice(start, end);
};

describe("scanJson", () => {
  it("finds where each value stands", () => {
    expect(textAt("shadow.1.service_id")).toBe('"Valve"');
    expect(textAt('shadow.0.desired.a"b')).toBe("1");
    expect(textAt("")).toBe(pretty);
    const { start } = findPiece(scanJson(pretty), "shadow.1.desired");
    expect(lineOf(pretty, start)).toEqual({ line: 4, column: 41 });
  });

  it("answers with the nearest part of a path that is not there", () => {
    expect(textAt("shadow.0.version")).toBe(textAt("shadow.0"));
    expect(textAt("paras.deep")).toBe(pretty);
    expect(findPiece(scanJson(""), "a.b")).toEqual({ start: 0, end: 0 });
  });

  it.each([
    ["", "end", 1, 1],
    ['{"a":', "end", 1, 6],
    ['{"a": 1', "end", 1, 8],
    ['{\n  "a": 1,\n}', "comma", 2, 9],
    ["[1,]", "comma", 1, 3],
    ['{\n"a": 1\n"b": 2}', "character", 3, 1],
    ["{a: 1}", "quotes", 1, 2],
    ["{'a': 1}", "quotes", 1, 2],
    ["{\"a\": 'x'}", "quotes", 1, 7],
    ['{"a": "x\n"}', "openText", 1, 7],
    ['{"a": "x', "openText", 1, 7],
    ['{"a": "\\x"}', "escape", 1, 8],
    ['{"a": 01}', "number", 1, 7],
    ['{"a": +1}', "number", 1, 7],
    ['{"a": True}', "word", 1, 7],
    ['{"a" 1}', "character", 1, 6],
    ['{"a": }', "character", 1, 7],
    ["{} {}", "after", 1, 4],
  ] as const)("says of %j: %s at line %i, column %i", (text, word, line, column) => {
    const { fault } = scanJson(text);
    expect(fault?.word).toBe(word);
    expect(lineOf(text, fault?.start ?? -1)).toEqual({ line, column });
    expect(() => JSON.parse(text)).toThrow();
  });

  it("stops where nothing that reads the document could follow", () => {
    expect(scanJson("[".repeat(90) + "]".repeat(90)).fault).toBeNull();
    expect(scanJson("[".repeat(100_000)).fault).toEqual({ word: "deep", start: 101, end: 102 });
  });

  it.each([pretty, "{}", ' [1, -0.5e+3, true, null, "\\u00e9\\n"] ', '"x"', '{"": {"": []}}'])(
    "reads %j as browsers do",
    (text) => {
      expect(() => JSON.parse(text)).not.toThrow();
      expect(scanJson(text).fault).toBeNull();
    },
  );

  it("points out keys that come again and numbers that would be rounded", () => {
    const text = '{"a": 1, "b": {"a": 2}, "a": 12345678901234567890, "c": 1e999, "d": 0.1}';
    const { repeats, rounded } = scanJson(text);
    expect(repeats.map(({ start, end }) => text.slice(start, end))).toEqual(['"a"']);
    expect(rounded.map(({ start, end }) => text.slice(start, end))).toEqual([
      "12345678901234567890",
      "1e999",
    ]);
  });
});

describe("lineOf", () => {
  it("counts lines and columns from 1, the line break belonging to the line it ends", () => {
    const text = "ab\n\ncd";
    const places = [0, 1, 2, 3, 4, 5, 6].map((offset) => lineOf(text, offset));
    expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual([
      ...["1:1", "1:2", "1:3", "2:1", "3:1", "3:2", "3:3"],
    ]);
  });
});

describe("isExact", () => {
  it.each([
    ["9007199254740992", true],
    ["9007199254740993", false],
    ["-9007199254740993", false],
    ["1e999", false],
    ["0.30000000000000004", true],
  ])("%s: %s", (text, exact) => {
    expect(isExact(text)).toBe(exact);
  });
});
