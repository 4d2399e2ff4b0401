import { describe, expect, it } from "vitest";
import { longestFile, readJsonFile } from "./read-json-file";

const read = (...parts: BlobPart[]) => readJsonFile(new Blob(parts));

describe("readJsonFile", () => {
  it("takes an object as it is set out, and sets out one that stands in one line", async () => {
    const pretty = '{\n "a":1\n}\n';
    expect(await read(pretty)).toEqual({ kind: "read", text: pretty });
    expect(await read('{"a":1}\n')).toEqual({ kind: "read", text: '{\n  "a": 1\n}' });
  });

  it("leaves out a byte order mark", async () => {
    expect(await read(new Uint8Array([0xef, 0xbb, 0xbf]), "{\n}")).toEqual({ kind: "read", text: "{\n}" });
  });

  it("says why it refuses a file", async () => {
    expect(await read('{\n  "a": 1,\n}')).toEqual({ kind: "refused", why: "syntax", line: 2, column: 9 });
    expect(await read("[1]")).toEqual({ kind: "refused", why: "noObject" });
    expect(await read('{"a": 12345678901234567890}')).toEqual({ kind: "refused", why: "rounded" });
    expect(await read(new Uint8Array([0x7b, 0xff, 0x7d]))).toEqual({ kind: "refused", why: "notText" });
  });

  it("takes a file of the limit, and none beyond it", async () => {
    const filled = (size: number) => `{"a":"${"x".repeat(size - 8)}"}`;
    expect((await read(filled(longestFile))).kind).toBe("read");
    expect(await read(filled(longestFile + 1))).toEqual({ kind: "refused", why: "tooBig" });
  });
});
