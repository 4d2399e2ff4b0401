import { expect, it } from "vitest";
import { shapeFaults } from "./json-shape";

it("finds what is missing, extra or of another type, at any depth", () => {
  const example = { a: 1, rows: [{ b: "x" }, { b: "x", c: null }], text: '{"d":1}' };
  const rows = [{ b: "y", c: null }, { b: "y" }];
  expect(shapeFaults(example, { a: 2, rows, text: '{"d":3}', description: "" })).toEqual([]);
  expect(shapeFaults(example, { rows, text: "{}" })).toEqual(["$.a is missing", "$.text(text).d is missing"]);
  expect(shapeFaults({ a: 1 }, { a: "1", b: 2 })).toEqual([
    "$.b is not in the example",
    "$.a: number expected, found string",
  ]);
  expect(shapeFaults(example, { ...example, rows: [{ b: "y" }] })).toEqual(["$.rows[1].c is missing"]);
  expect(shapeFaults({ rows: [1] }, { rows: [] })).toEqual(["$.rows[0]: no rows"]);
  expect(shapeFaults({ tags: { site: "a" } }, { tags: { line: "b" } })).toEqual([]);
});
