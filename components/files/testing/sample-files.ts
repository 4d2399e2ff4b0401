import type { FileList, KeptFile, StoredFile } from "@/lib/contracts/files";

export const operationId = "8a1f0e9c-6a5b-4c1e-9a52-0d7c3b1f2e4d";
export const draftId = "3d8d0a65-b00f-40c7-adc5-bcbdab497974";
export const readAt = "2026-03-17T10:20:00.000Z";

/** On the platform for another 40 minutes at `readAt`. */
export function storedFile(change: Partial<StoredFile>): StoredFile {
  return {
    fileId: "0d6b2c6e-19a4-4f0d-8f4b-0f5a8d5c7e91",
    fileName: "lot_7f3a.xlsx",
    originalName: "lot.xlsx",
    uploadedAt: "2026-03-17T10:00:00.000Z",
    expiresAt: "2026-03-17T11:00:00.000Z",
    uploadedBy: { id: "p1", name: "Chen Wei" },
    usedBy: [],
    ...change,
  };
}

export function keptFile(change: Partial<KeptFile>): KeptFile {
  return {
    id: "67a01c08-4c3d-4e6f-8708-193010d7c3b1",
    name: "lot.xlsx",
    size: 42 * 1024,
    type: "createDevices",
    rows: 500,
    problemCount: 0,
    addedAt: "2026-03-17T09:00:00.000Z",
    addedBy: { id: "p1", name: "Chen Wei" },
    draft: null,
    usedBy: [],
    ...change,
  };
}

export function fileList(change: Partial<FileList>): FileList {
  const { items = [] } = change;
  return { items, kept: [], slots: { used: items.length, of: 10 }, readAt, ...change };
}
