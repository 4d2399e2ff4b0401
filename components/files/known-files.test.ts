import { describe, expect, it } from "vitest";
import { chooseFiles, toAnswer } from "./known-files";
import { fileList, keptFile, readAt, storedFile } from "./testing/sample-files";

const problem = { code: "upstream_unavailable", detail: "It does not answer." } as const;
const theirs = storedFile({ fileId: "theirs", uploadedBy: null });
const received = Date.parse("2026-03-17T10:25:00Z");

const whole = toAnswer(fileList({ items: [theirs, storedFile({})] }), received);
const partial = toAnswer(
  fileList({ items: [storedFile({})], kept: [keptFile({})], readAt: null, problem }),
  received + 30_000,
);

describe("what is shown of the files", () => {
  it("is nothing before the first answer", () => {
    expect(chooseFiles(undefined, undefined, true)).toMatchObject({ list: undefined, known: "own" });
  });

  it("is the latest answer, as old as the server says", () => {
    expect(chooseFiles(whole, whole, false)).toEqual(whole);
    expect(whole).toMatchObject({ known: "now", read: { readAt, receivedAt: received } });
  });

  it("is what the platform told last while our own answer is missing", () => {
    expect(chooseFiles(whole, whole, true)).toEqual({ ...whole, known: "before" });
  });

  it("is what the platform told last beside what is kept now, while the platform does not answer", () => {
    const shown = chooseFiles(partial, whole, false);
    expect(shown).toMatchObject({ known: "before", read: whole.read, list: { problem } });
    expect(shown.list?.items).toEqual(whole.list.items);
    expect(shown.list?.kept).toEqual(partial.list.kept);
    expect(shown.list?.slots.used).toBe(2);
  });

  it("is what is known here where the platform never answered, by our own clock", () => {
    expect(chooseFiles(partial, undefined, false)).toEqual(partial);
    expect(partial).toMatchObject({ known: "own", read: { readAt: "2026-03-17T10:25:30.000Z" } });
  });
});
