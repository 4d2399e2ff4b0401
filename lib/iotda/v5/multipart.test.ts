import { describe, expect, it } from "vitest";
import { checkFile } from "./limits";
import { encodeForm } from "./multipart";

const parse = async (form: { contentType: string; bytes: Uint8Array }) => {
  const answer = new Response(Buffer.from(form.bytes), { headers: { "content-type": form.contentType } });
  return [...(await answer.formData()).entries()];
};

describe("the form of an upload", () => {
  it.each([
    ["lot.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["LOT.XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["lot.xls", "application/vnd.ms-excel"],
    ["Lot (1) 水表.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ])("has one part named file, as others read it: %s", async (name, type) => {
    // Line ends, dashes and bytes that are no text must come through.
    const content = Buffer.from([0x50, 0x4b, 13, 10, 45, 45, 98, 0, 255, 13, 10]);
    const [[field, part] = [], ...more] = await parse(encodeForm({ name, content }, "b0b1b2"));
    expect([field, more]).toEqual(["file", []]);
    if (!(part instanceof File)) throw new Error("no file");
    expect([part.name, part.type]).toEqual([name, type]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(content);
  });
});

describe("a name", () => {
  it.each([
    "a\r\nX: y.xlsx",
    'a".xlsx',
    "../a.xlsx",
    "a\\b.xlsx",
    "a;b.xlsx",
    ".xlsx",
    "a.xlsm",
    "a.xlsx.exe",
  ])("is refused when it is %j", (name) => {
    expect(() => checkFile({ name, content: Buffer.from("x") })).toThrow(/file.name/);
  });
});
