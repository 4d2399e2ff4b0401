import { describe, expect, it } from "vitest";
import { decodeText } from "./decode-text";
import { readCsv } from "./read-csv";

describe("readCsv", () => {
  it.each([
    [
      "a,b\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a;b\nc;d\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a\tb\nc\td",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a|b\nc|d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a,b;c\nd,e;f",
      [
        ["a", "b;c"],
        ["d", "e;f"],
      ],
    ],
    [
      '"x, ""y""\nz",b\nc,d',
      [
        ['x, "y"\nz', "b"],
        ["c", "d"],
      ],
    ],
    [
      '"open,b\nc,d',
      [
        ['"open', "b"],
        ["c", "d"],
      ],
    ],
    [
      "a,b\n,\n\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
  ])("%j is a table", (text, rows) => {
    expect(readCsv(text)).toEqual(rows);
  });

  it.each([
    ["a\nb\n\nc", [["a"], ["b"], ["c"]]],
    ["a,b,c", [["a,b,c"]]],
    ["a,b\nc\nd", [["a,b"], ["c"], ["d"]]],
  ])("%j is a list", (text, rows) => {
    expect(readCsv(text)).toEqual(rows);
  });
});

describe("decodeText", () => {
  const encoded = (bytes: number[]) => decodeText(new Uint8Array(bytes));

  it("goes by the byte order mark, else by what can be read", () => {
    expect(encoded([0xef, 0xbb, 0xbf, 0x61])).toBe("a");
    expect(encoded([0xff, 0xfe, 0x61, 0, 0x0d, 0, 0x0a, 0, 0xbe, 0x8b])).toBe("a\n设");
    expect(encoded([0xfe, 0xff, 0, 0x61, 0x8b, 0xbe])).toBe("a设");
    expect(encoded([0xe8, 0xae, 0xbe])).toBe("设");
    expect(encoded([0xc9, 0xe8, 0xb1, 0xb8, 0x49, 0x44])).toBe("设备ID");
  });

  it("refuses what is no text", () => {
    expect(() => encoded([0x61, 0, 0x62])).toThrow("kind");
    expect(() => encoded([0xff, 0xff, 0xff])).toThrow("encoding");
    expect(() => encoded([0xff, 0xfe, 0x61])).toThrow("encoding");
  });
});
