import type { StoredFile } from "@/lib/domain/stored-file";

/** A workbook to save, as a route answers with it. */
export interface SavedFile {
  status: 200;
  file: { name: string; contentType: string; content: Uint8Array };
}

const contentTypes = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xls: "application/vnd.ms-excel",
} as const;

export function savedFile({
  name,
  format,
  content,
}: Pick<StoredFile, "name" | "format"> & { content: Uint8Array }): SavedFile {
  return { status: 200, file: { name, contentType: contentTypes[format], content } };
}
