import { lineOf, scanJson } from "./json-scan";
import { isObject, readJson } from "./json-value";

/** Bytes a file with a document may have. */
export const longestFile = 1024 * 1024;

export type ReadFile =
  | { kind: "read"; text: string }
  | { kind: "refused"; why: "tooBig" | "notText" | "noObject" | "rounded" }
  | { kind: "refused"; why: "syntax"; line: number; column: number };

/** The JSON object of a file, as a text to edit: it is set out anew only where it stands in one line. */
export async function readJsonFile(file: Blob): Promise<ReadFile> {
  if (file.size > longestFile) return { kind: "refused", why: "tooBig" };
  const text = decode(await file.arrayBuffer());
  if (text === null) return { kind: "refused", why: "notText" };
  const scan = scanJson(text);
  if (scan.fault) return { kind: "refused", why: "syntax", ...lineOf(text, scan.fault.start) };
  if (scan.rounded.length > 0) return { kind: "refused", why: "rounded" };
  const value = readJson(text);
  if (!isObject(value)) return { kind: "refused", why: "noObject" };
  const isOneLine = !text.trim().includes("\n");
  return { kind: "read", text: isOneLine ? JSON.stringify(value, null, 2) : text };
}

/** Null for bytes that are no UTF-8; a byte order mark is left out. */
function decode(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
