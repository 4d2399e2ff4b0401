import { readFileSync } from "node:fs";
import * as sheets from "@e965/xlsx";
import readXlsxFile from "read-excel-file/node";
import { expect, it } from "vitest";
import { readZipDirectory } from "../zip/read-directory";
import { dropIllegal } from "./drop-illegal";
import { streamBook } from "./stream-book";
import { endOfZip, localHead, partEnd } from "./zip-records";

async function* rowsOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const [index, text] of texts.entries()) {
    const row = index + 2;
    yield Buffer.from(`<row r="${row}"><c r="A${row}" s="1" t="inlineStr"><is><t>${text}</t></is></c></row>`);
  }
}

it("writes a workbook that other readers open, sheet after sheet", async () => {
  const pieces: Uint8Array[] = [];
  const sheet = { widths: [20], headings: ["target"] };
  for await (const piece of streamBook([
    { ...sheet, name: "Devices", rows: () => rowsOf("=1+1", "00\u000112", "a&amp;b") },
    { ...sheet, name: "设备 2", rows: () => rowsOf("last") },
  ])) {
    pieces.push(piece);
  }
  const bytes = Buffer.concat(pieces);
  const book = sheets.read(bytes);
  expect(book.SheetNames).toEqual(["Devices", "设备 2"]);
  const texts = (name: string) => sheets.utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1 });
  expect(texts("Devices")).toEqual([["target"], ["=1+1"], ["0012"], ["a&b"]]);
  expect(texts("设备 2")).toEqual([["target"], ["last"]]);
  const [first] = await readXlsxFile(bytes);
  expect(JSON.stringify(first)).toContain("target");
});

it("ends with what went wrong with its rows", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield* rowsOf("a");
    throw new Error("the database is away");
  }
  const sheet = { name: "a", widths: [], headings: ["target"], rows: broken };
  const reading = async () => {
    for await (const _ of streamBook([sheet]));
  };
  await expect(reading()).rejects.toThrow("the database is away");
});

it("names parts beyond 4 GiB so that our own reader finds their sizes", () => {
  const [name, nine] = ["xl/a.xml", 9 * 2 ** 30];
  const small = { name, offset: 0, crc: 2, size: 10, packed: 5 };
  const large = { name, offset: 5 * 2 ** 30, crc: 1, size: nine, packed: 4_294_967_295 };
  expect(partEnd(small)).toHaveLength(16);
  expect(partEnd(large)).toHaveLength(24);
  const part = Buffer.concat([localHead(name), Buffer.from("12345")]);
  const end = endOfZip([{ ...small, size: nine }], part.length);
  const found = readZipDirectory(new Uint8Array(Buffer.concat([part, end])));
  expect(found.get(name)).toMatchObject({ size: nine, start: part.length - 5, end: part.length });
  // The place of the directory itself stands in the extended record then.
  const far = Buffer.from(endOfZip([large], 6 * 2 ** 30));
  const locator = far.length - 22 - 20;
  const record = Number(far.readBigUInt64LE(locator + 8)) - 6 * 2 ** 30;
  expect(far.readUInt32LE(record)).toBe(0x06064b50);
  expect(Number(far.readBigUInt64LE(record + 48))).toBe(6 * 2 ** 30);
});

it("drops what XML has no form for, and nothing else", () => {
  const all = String.fromCodePoint(...Array.from({ length: 0xd7ff }, (_, code) => code));
  const text = `${all}\ue000\ufffd\ufffe\uffff\u{1f600}\uffff\ufefe`;
  const legal = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  expect(Buffer.from(dropIllegal(Buffer.from(text))).toString()).toBe(legal);
  const plain = readFileSync(import.meta.filename);
  expect(dropIllegal(plain)).toBe(plain);
});
