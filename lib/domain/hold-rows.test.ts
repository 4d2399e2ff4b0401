import { describe, expect, it } from "vitest";
import { holdRows } from "./hold-rows";

interface Row {
  key: string;
  status: string;
}

const rows = (text: string): Row[] =>
  text === "" ? [] : text.split(" ").map((part) => ({ key: part.charAt(0), status: part.slice(1) }));

function hold(shown: string, now: string, { kept = "", full = false } = {}) {
  const held = holdRows(rows(shown), rows(now), {
    keyOf: (row) => row.key,
    isKept: (row) => kept.includes(row.key),
    full,
  });
  return {
    rows: held.rows.map((row) => row.key + row.status).join(" "),
    gone: [...held.gone].join(""),
    kept: [...held.kept].join(""),
    changed: held.changed,
  };
}

describe("holdRows", () => {
  it("updates rows in place", () => {
    expect(hold("a1 b1 c1", "a2 b1 c3")).toEqual({ rows: "a2 b1 c3", gone: "", kept: "", changed: 0 });
  });

  it("does not hold back rows of a page that grows at its end, or that was empty", () => {
    expect(hold("a1", "a1 b1 c1")).toMatchObject({ rows: "a1 b1 c1", changed: 0 });
    expect(hold("", "a1 b1")).toMatchObject({ rows: "a1 b1", changed: 0 });
  });

  it("keeps what left in its place, holds back what came between, and counts both", () => {
    expect(hold("a1 b1 d1", "a2 c1 d2")).toEqual({ rows: "a2 b1 d2", gone: "b", kept: "", changed: 2 });
    expect(hold("a1 b1", "")).toMatchObject({ rows: "a1 b1", gone: "ab", changed: 2 });
  });

  it("counts a row once that comes to a full page and pushes another one out", () => {
    expect(hold("a1 c1 d1", "a1 b1 c1", { full: true })).toMatchObject({
      rows: "a1 c1 d1",
      gone: "d",
      changed: 1,
    });
  });

  it("says nothing of rows the person acted on, and of those that follow in their place", () => {
    const held = hold("a1 b1 c1", "a1 c2 d1", { kept: "b", full: true });
    expect(held).toEqual({ rows: "a1 b1 c2", gone: "", kept: "b", changed: 0 });
  });

  it("tells the rest beside them", () => {
    const held = hold("a1 b1 c1 e1", "a1 d1 e1 f1", { kept: "b", full: true });
    expect(held).toMatchObject({ rows: "a1 b1 c1 e1", gone: "c", kept: "b", changed: 1 });
  });

  it("forgets a change that was taken back", () => {
    expect(hold("a1 b1", "a1")).toMatchObject({ changed: 1 });
    expect(hold("a1 b1", "a1 b2")).toMatchObject({ rows: "a1 b2", changed: 0 });
  });
});
