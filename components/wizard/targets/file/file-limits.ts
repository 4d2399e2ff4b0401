/** What a file of device IDs may be: the same limits as everywhere an upload is read. */
export const fileLimits = {
  bytes: 10_000_000,
  /** All parts of a workbook together, counted while they are unpacked. */
  inflated: 100_000_000,
  /** Rows of data; one more may hold the headings. */
  rows: 100_000,
  columns: 64,
  /** Of all IDs together; a draft keeps no more. */
  characters: 8_000_000,
} as const;

/** Why a file is not read; each is a sentence of the catalogue. */
export type FileRefusal =
  | "empty"
  | "tooLarge"
  | "inflated"
  | "oldFormat"
  | "macros"
  | "kind"
  | "damaged"
  | "rows"
  | "columns"
  | "encoding"
  | "text";

/** A file that is not read, and why. `values` fill the sentence. */
export class FileRefused extends Error {
  constructor(
    readonly refusal: FileRefusal,
    readonly values: Record<string, number> = {},
  ) {
    super(refusal);
  }
}
