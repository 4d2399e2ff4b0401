import { describe, expect, it } from "vitest";
import { mergeRows } from "./merge-rows";

const rows = (text: string) =>
  text.split(" ").map((part) => ({ target: part.charAt(0), status: part.slice(1) }));
const read = (merged: ReturnType<typeof mergeRows<{ target: string; status: string }>>) =>
  merged.rows.map((row) => row.target + row.status).join(" ");

describe("mergeRows", () => {
  it("updates rows in place and drops what left the filter", () => {
    expect(read(mergeRows(rows("a1 b1 c1"), rows("a2 c1 d1"), new Set()))).toBe("a2 c1 d1");
  });

  it("keeps what was retried where it was, and takes no more rows than the page holds", () => {
    const merged = mergeRows(rows("a1 b1 c1"), rows("a1 c2 d1"), new Set(["b"]));
    expect(read(merged)).toBe("a1 b1 c2");
    expect([...merged.left]).toEqual(["b"]);
  });

  it("does not hold back rows of a page that grew by itself", () => {
    expect(read(mergeRows(rows("a1"), rows("a1 b1 c1"), new Set()))).toBe("a1 b1 c1");
  });

  it("tells the commands of one device apart", () => {
    const twice = [
      { target: "a", commandId: "1", n: 1 },
      { target: "a", commandId: "2", n: 1 },
    ];
    const later = twice.map((row) => ({ ...row, n: 2 }));
    expect(mergeRows(twice, later, new Set()).rows).toEqual(later);
  });
});
