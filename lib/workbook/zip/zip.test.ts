import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { buildZip, type ZipLies, type ZipPart } from "../testing/build-zip";
import { readZipDirectory } from "./read-directory";
import { createUnpacker } from "./unpack";

function unpackAll(bytes: Uint8Array, limitBytes = 1_000_000): Record<string, string> {
  const unpack = createUnpacker(bytes, limitBytes);
  const found: Record<string, string> = {};
  for (const [name, entry] of readZipDirectory(bytes)) {
    const pieces: Uint8Array[] = [];
    unpack(entry, (piece) => pieces.push(piece));
    found[name] = Buffer.concat(pieces).toString();
  }
  return found;
}

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof Error && "rule" in error) return String(error.rule);
    throw error;
  }
  return "taken";
}

const one: ZipPart = { name: "a.xml", data: "<a/>" };
/** Holds the part `one` with its head, as it is: both could be read. */
const outer: ZipPart = { name: "o.bin", data: buildZip([one]), stored: true };
const outerData = 30 + outer.name.length;
const two: ZipPart = { name: "b.xml", data: "<b/>".repeat(100) };

describe("an archive that is in order", () => {
  it("is read whole, packed or not", () => {
    expect(unpackAll(buildZip([one, { ...two, stored: true }]))).toEqual({
      "a.xml": "<a/>",
      "b.xml": "<b/>".repeat(100),
    });
  });

  it("may use the 64-bit form, as streaming writers do", () => {
    expect(unpackAll(buildZip([one, two], { zip64: true }))).toMatchObject({ "a.xml": "<a/>" });
  });

  it("may end with a comment, name parts with backslashes and capitals, and hold folders and empty parts", () => {
    const bytes = buildZip([
      { name: "XL\\Sheet.XML", data: "x" },
      { name: "xl/", data: "", stored: true },
      { name: "/empty", data: "" },
    ]);
    const commented = new Uint8Array([...bytes.slice(0, -2), 2, 0, 0x50, 0x4b]);
    expect(unpackAll(commented)).toEqual({ "xl/sheet.xml": "x", empty: "" });
  });

  it("may have 200 parts", () => {
    const parts = Array.from({ length: 200 }, (_, index) => ({ name: `p${index}`, data: "" }));
    expect(Object.keys(unpackAll(buildZip(parts)))).toHaveLength(200);
  });
});

describe("an archive that is not (S4.7, F55)", () => {
  const manyParts = Array.from({ length: 201 }, (_, index) => ({ name: `p${index}`, data: "" }));

  it.each<[what: string, parts: ZipPart[], lies: ZipLies, rule: string]>([
    ["has 201 parts", manyParts, {}, "parts"],
    ["has 201 parts and says it has one", manyParts, { count: 1 }, "parts"],
    ["says it has more parts than it has", [one], { count: 2 }, "damaged"],
    ["has two parts of one name", [one, { ...one, name: "A.XML" }], {}, "damaged"],
    ["is encrypted", [{ ...one, flags: 1 }], {}, "encrypted"],
    ["is encrypted strongly", [{ ...one, flags: 0x41 }], {}, "encrypted"],
    ["has a wrong checksum", [{ ...one, crc: 1 }], {}, "damaged"],
    ["says a part is smaller than it is", [{ ...two, size: 10 }], {}, "damaged"],
    ["says a part is larger than it is", [{ ...two, size: 500 }], {}, "damaged"],
    ["names a part otherwise in front of its data", [{ ...one, localName: "z.xml" }], {}, "damaged"],
    ["is packed in another way", [{ ...one, method: 12 }], {}, "damaged"],
    ["claims to be packed where it is not", [{ ...one, stored: true, method: 8 }], {}, "damaged"],
    ["has one part inside another", [outer, { ...one, offset: outerData }], {}, "damaged"],
  ])("%s", (_, parts, lies, rule) => {
    expect(refusal(() => unpackAll(buildZip(parts, lies)))).toBe(rule);
    expect(refusal(() => unpackAll(buildZip(parts, { ...lies, zip64: true })))).toBe(rule);
  });

  it("unpacks to more than it may, however it is spread over its parts and whatever it claims", () => {
    const half: ZipPart = { name: "half", data: Buffer.alloc(600_000), size: 600_000 };
    expect(refusal(() => unpackAll(buildZip([half])))).toBe("taken");
    expect(refusal(() => unpackAll(buildZip([half, { ...half, name: "other" }])))).toBe("inflated");
    const nested: ZipPart = {
      name: "in.zip",
      data: buildZip([half, { ...half, name: "other" }]),
      stored: true,
    };
    expect(refusal(() => unpackAll(buildZip([nested])))).toBe("taken");
  });

  it("is refused before a bomb has gone off", () => {
    const bytes = buildZip([{ name: "bomb", data: Buffer.alloc(30_000_000) }]);
    const [entry] = readZipDirectory(bytes).values();
    if (!entry) throw new Error("no part");
    let seen = 0;
    const count = (piece: Uint8Array) => {
      seen += piece.length;
    };
    expect(refusal(() => createUnpacker(bytes, 1_000_000)(entry, count))).toBe("inflated");
    expect(seen).toBeLessThanOrEqual(1_000_000);
    const modest = { ...entry, size: 1_000 };
    expect(refusal(() => createUnpacker(bytes, 20_000_000)(modest, count))).toBe("damaged");
  });

  it("was cut anywhere", () => {
    const bytes = buildZip([one, two]);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(
        refusal(() => unpackAll(bytes.slice(0, length))),
        `${length} bytes`,
      ).toBe("damaged");
    }
  });

  it("was changed anywhere: it is read as it was, or refused", () => {
    const bytes = buildZip([one, two]);
    const whole = Object.values(unpackAll(bytes));
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      const rule = refusal(() => {
        const texts = Object.values(unpackAll(changed));
        if (texts.join() !== whole.join()) throw new Error(`byte ${at} changed what was read`);
      });
      expect(["taken", "damaged", "encrypted"], `byte ${at}`).toContain(rule);
    }
  });

  it("is no archive at all", () => {
    expect(refusal(() => unpackAll(randomBytes(1_000).fill(0, 0, 4)))).toBe("damaged");
    expect(refusal(() => unpackAll(new Uint8Array()))).toBe("damaged");
  });
});
