import { describe, expect, it } from "vitest";
import { asKind, isShowable, type KeyRow, objectOf, rowFault, rowsOf } from "./key-rows";

const row = (key: string, kind: KeyRow["kind"], text: string): KeyRow => ({ key, kind, text });

describe("rows of keys and values", () => {
  it("give back the object they were made from", () => {
    const object = {
      a: "1",
      b: 1.5,
      c: true,
      d: null,
      e: { x: [1, "y"] },
      f: [],
      g: "",
      h: '{"no": "object"}',
    };
    expect(objectOf(rowsOf(object))).toEqual(object);
    expect(rowsOf(object).map(({ kind }) => kind)).toEqual([
      ...["text", "number", "boolean", "null", "json", "json", "text", "text"],
    ]);
  });

  it("keep a key no plain object could", () => {
    const object = JSON.parse('{"__proto__": 1, "b": 2}');
    expect(JSON.stringify(objectOf(rowsOf(object)))).toBe('{"__proto__":1,"b":2}');
  });

  it("say nothing while they have no key, and keep as text what is no number", () => {
    const rows = [
      row("", "text", "x"),
      row("n", "number", "12a"),
      row("j", "json", "{"),
      row("l", "number", "9007199254740993"),
    ];
    expect(objectOf(rows)).toEqual({ n: "12a", j: "{", l: "9007199254740993" });
    expect(rows.map((_, index) => rowFault(rows, index))).toEqual([
      "noKey",
      "noNumber",
      "noJson",
      "noNumber",
    ]);
  });

  it("name both of two with the same key; the last one counts", () => {
    const rows = [row("a", "text", "1"), row("", "text", ""), row("a", "boolean", "true")];
    expect(rows.map((_, index) => rowFault(rows, index))).toEqual(["repeated", null, "repeated"]);
    expect(objectOf(rows)).toEqual({ a: true });
  });

  it("cannot show what is no object, has a key without letters, or too many keys", () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]));
    expect([undefined, {}, many(200)].map(isShowable)).toEqual([true, true, true]);
    expect([[], "x", null, { "": 1 }, many(201)].map(isShowable)).toEqual(Array(5).fill(false));
  });

  it("take the value along to another kind", () => {
    expect(asKind(row("a", "text", "12"), "number")).toEqual(row("a", "number", "12"));
    expect(asKind(row("a", "text", "true"), "boolean")).toEqual(row("a", "boolean", "true"));
    expect(asKind(row("a", "number", "12"), "boolean")).toEqual(row("a", "boolean", "false"));
    expect(asKind(row("a", "text", "x"), "json")).toEqual(row("a", "json", '"x"'));
    expect(asKind(row("a", "json", '"x"'), "text")).toEqual(row("a", "text", "x"));
    expect(asKind(row("a", "json", "[1]"), "text")).toEqual(row("a", "text", "[1]"));
  });
});
