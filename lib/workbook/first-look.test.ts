import { describe, expect, it } from "vitest";
import { lookAtFile } from "./first-look";

const zip = [0x50, 0x4b, 3, 4];
const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const encrypted = [...ole, ...Buffer.from("EncryptedPackage", "utf16le")];
const limit = 2 * 1024 * 1024;

function file(start: readonly number[], length = 100): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(start);
  return bytes;
}

describe("the first look at a file", () => {
  it.each([
    ["a.xlsx", file(zip), "xlsx"],
    ["日本.v2.XLSX", file(zip, limit), "xlsx"],
    ["a.xls", file(ole), "xls"],
  ])("takes %s", (name, bytes, format) => {
    expect(lookAtFile(bytes, name)).toEqual({ format, refused: null });
  });

  it.each([
    ["a.csv", file(zip), "kind"],
    ["xlsx", file(zip), "kind"],
    ["a.xlsx.exe", file(zip), "kind"],
    ["a.xlsx", file([0x25, 0x50, 0x44, 0x46]), "kind"],
    ["a.xlsx", new Uint8Array(), "kind"],
    ["a.xls", file([0x3c, 0x68]), "kind"],
    ["a.xlsm", file(zip), "macros"],
    ["a.xlsx", file(zip, limit + 1), "size"],
    ["a.xls", file(ole, limit + 1), "size"],
    ["a.xlsx", file(ole), "renamed"],
    ["a.xls", file(zip), "renamed"],
    ["a.xlsx", file(encrypted), "encrypted"],
    ["a.xls", file(encrypted), "encrypted"],
  ])("turns %s away by its rule (F55, S4.7)", (name, bytes, refused) => {
    expect(lookAtFile(bytes, name)).toEqual({ format: null, refused });
  });
});
