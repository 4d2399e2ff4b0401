import { describe, expect, it } from "vitest";
import { guessColumns, previewOf, takeColumn } from "./columns";
import { fileLimits } from "./file-limits";

const product = "65a1c0e2f7b94d3e8a11c5d0";
const id = (number: number) => `${product}_wm-${number}`;

describe("guessColumns", () => {
  it.each(["device_id", "deviceId", "设备ID", " Device ID ", '"DEVICE-ID"'])(
    "goes by the heading %s",
    (heading) => {
      const rows = [
        ["name", heading, "site"],
        ["a", "x", "b"],
      ];
      expect(guessColumns(rows)).toEqual({ column: 1, heading: true });
    },
  );

  it("goes by what tells a product where no heading helps", () => {
    expect(
      guessColumns([
        ["pump", "1", id(1)],
        ["pump", "2", id(2)],
      ]),
    ).toEqual({ column: 2, heading: false });
    expect(
      guessColumns([
        ["kind", "no", "which"],
        ["pump", "1", id(1)],
      ]),
    ).toEqual({ column: 2, heading: true });
  });

  it("prefers what differs from row to row, and takes a sentence above for a heading", () => {
    const rows = [
      ["The site", "All our devices"],
      ["north", "dev-1"],
      ["north", "dev-2"],
      ["north", "dev-3"],
    ];
    expect(guessColumns(rows)).toEqual({ column: 1, heading: true });
  });

  it("takes all cells where every one is an ID", () => {
    expect(
      guessColumns([
        [id(1), id(2)],
        [id(3), id(4)],
      ]),
    ).toEqual({ column: "all", heading: false });
  });

  it("leaves a list without heading alone", () => {
    expect(guessColumns([["dev-1"], ["dev-2"]])).toEqual({ column: 0, heading: false });
    expect(guessColumns([["device_id"], ["dev-2"]])).toEqual({ column: 0, heading: true });
    expect(guessColumns([["device_id"]])).toEqual({ column: 0, heading: false });
  });
});

describe("takeColumn", () => {
  const rows = [["h", "i"], ["a", "b"], ["c"]];

  it("gives the chosen cells, one a line", () => {
    expect(takeColumn(rows, { column: 1, heading: true })).toBe("b\n");
    expect(takeColumn(rows, { column: 0, heading: false })).toBe("h\na\nc");
    expect(takeColumn(rows, { column: "all", heading: true })).toBe("a\nb\nc");
  });

  it("refuses a text that only sharing made small", () => {
    const long = "x".repeat(fileLimits.characters / 100);
    const many = Array.from({ length: 101 }, () => [long]);
    expect(() => takeColumn(many, { column: 0, heading: false })).toThrow("text");
  });
});

describe("previewOf", () => {
  it("shows five rows of all columns, cut short, and counts the rest", () => {
    const rows = Array.from({ length: 9 }, (_, index) => (index === 7 ? ["a", "b", "c"] : ["y".repeat(100)]));
    const preview = previewOf(rows);
    expect(preview).toMatchObject({ columns: 3, total: 9 });
    expect(preview.rows).toHaveLength(5);
    expect(preview.rows[0]).toEqual(["y".repeat(60), "", ""]);
  });
});
