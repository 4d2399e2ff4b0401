import { describe, expect, it } from "vitest";
import { findNextToGo, mergeFiles, timeLeft } from "./file-rows";
import { keptFile, operationId, storedFile } from "./testing/sample-files";

describe("mergeFiles", () => {
  it("puts what is on the platform and what is only here into one list, the latest first", () => {
    const rows = mergeFiles({
      items: [
        storedFile({ fileId: "a", uploadedAt: "2026-03-17T10:00:00.000Z" }),
        storedFile({ fileId: "b", uploadedAt: null }),
      ],
      kept: [keptFile({ id: "k", addedAt: "2026-03-17T11:00:00.000Z" })],
    });
    expect(rows.map(({ id }) => id)).toEqual(["k", "a", "b"]);
    expect(rows.map(({ onPlatform }) => onPlatform?.fileId ?? null)).toEqual([null, "a", "b"]);
  });

  it("shows the sender's name where there is one, else the platform's", () => {
    const names = mergeFiles({
      items: [storedFile({ fileId: "a" }), storedFile({ fileId: "b", originalName: null, uploadedBy: null })],
      kept: [],
    });
    expect(names.map(({ name, outside, by }) => [name, outside, by])).toEqual([
      ["lot.xlsx", false, "Chen Wei"],
      ["lot_7f3a.xlsx", true, null],
    ]);
  });

  it("makes one row of a workbook that an operation has here and on the platform", () => {
    const usedBy = [{ taskId: null, operationId, name: "freeze" }];
    const [row, ...others] = mergeFiles({
      items: [storedFile({ fileId: "a", usedBy })],
      kept: [keptFile({ usedBy, rows: 890 })],
    });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ id: "a", onPlatform: { fileId: "a" }, kept: { rows: 890 }, uses: usedBy });
  });

  it("keeps apart files of one name, and files of one operation with other names", () => {
    const usedBy = [{ taskId: null, operationId, name: "freeze" }];
    expect(mergeFiles({ items: [storedFile({})], kept: [keptFile({})] })).toHaveLength(2);
    expect(
      mergeFiles({ items: [storedFile({ usedBy })], kept: [keptFile({ usedBy, name: "other.xlsx" })] }),
    ).toHaveLength(2);
  });
});

describe("findNextToGo", () => {
  it("names the stored file whose hour ends first", () => {
    const rows = mergeFiles({
      items: [
        storedFile({ fileId: "a", originalName: "late.xlsx", expiresAt: "2026-03-17T11:30:00.000Z" }),
        storedFile({ fileId: "b", originalName: "soon.xlsx", expiresAt: "2026-03-17T11:05:00.000Z" }),
        storedFile({ fileId: "c", expiresAt: null }),
      ],
      kept: [keptFile({})],
    });
    expect(findNextToGo(rows)).toEqual({ name: "soon.xlsx", expiresAt: "2026-03-17T11:05:00.000Z" });
    expect(findNextToGo(mergeFiles({ items: [], kept: [keptFile({})] }))).toBeNull();
  });
});

describe("timeLeft", () => {
  it("counts on the server's clock, however wrong ours is", () => {
    const wrong = Date.parse("2031-01-01T00:00:00Z");
    const read = { readAt: "2026-03-17T10:00:00.000Z", receivedAt: wrong };
    expect(timeLeft("2026-03-17T10:40:00.000Z", { ...read, now: wrong + 60_000 })).toBe(39 * 60_000);
    expect(timeLeft("2026-03-17T10:40:00.000Z", { ...read, now: wrong - 5_000 })).toBe(40 * 60_000);
    expect(timeLeft("2026-03-17T10:00:30.000Z", { ...read, now: wrong + 60_000 })).toBe(-30_000);
  });
});
