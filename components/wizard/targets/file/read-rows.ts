import { decodeText } from "./decode-text";
import { FileRefused, fileLimits } from "./file-limits";
import { readCsv } from "./read-csv";
import { readWorkbook } from "./read-workbook";

/** `opening` until its bytes are here. */
export type ReadStage = "opening" | "reading" | "checking";

const [zipMark, oldOfficeMark] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const;

/**
 * The rows of a file of device IDs, every cell a text: CSV, TXT, or the first sheet of an XLSX. What it is, its first
 * bytes say. Rejects with `FileRefused` with the rule that is broken.
 */
export async function readRows(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  onStage: (stage: ReadStage) => void,
): Promise<string[][]> {
  checkSize(bytes.length);
  if (/\.(xlsm|xltm|xlsb|xlam)$/i.test(name)) throw new FileRefused("macros");
  if (beginsWith(bytes, oldOfficeMark)) throw new FileRefused("oldFormat");
  onStage("reading");
  const rows = beginsWith(bytes, zipMark) ? await readWorkbook(bytes) : readCsv(decodeText(bytes));
  if (rows.length === 0) throw new FileRefused("empty");
  onStage("checking");
  return rows;
}

export function checkSize(bytes: number): void {
  if (bytes === 0) throw new FileRefused("empty");
  if (bytes > fileLimits.bytes) throw new FileRefused("tooLarge", { limit: fileLimits.bytes / 1_000_000 });
}

function beginsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}
