import { appendColumns } from "./append-columns";
import { nameDevice } from "./check/device-names";
import { type Headings, readHeadings } from "./check/read-headings";
import type { RowCheckerOptions } from "./check/row-checker";
import type { SheetRow } from "./sheet/sheet-reader";

/** What became of a device: its status, its error code, and what to do. */
export type DeviceResult = readonly [status: string, code: string, advice: string];

export interface ResultColumns {
  sheetName: string;
  headings: DeviceResult;
  /** By device id. */
  results: ReadonlyMap<string, DeviceResult>;
}

const widths = [16, 18, 70];
const unknown: DeviceResult = ["", "", ""];
const mask = "********";
/** Also a column the platform has no use for may have been meant as one of secrets. */
const soundsSecret = /secret|password|passwd|psk|credential|token/i;

/**
 * The rows of a workbook with what became of the device of each. Secrets that were typed into it are hidden: whoever may
 * export need not be who wrote it. Throws as `appendColumns` does.
 */
export function fillResults(
  bytes: Uint8Array,
  options: RowCheckerOptions,
  { sheetName, headings, results }: ResultColumns,
): Uint8Array {
  let known: Headings | null = null;
  let secrets: ReadonlySet<number> = new Set();
  return appendColumns(bytes, options, {
    sheetName,
    widths,
    cellsOf(row) {
      if (row.number !== 1) return results.get(deviceOf(row, known, options)) ?? unknown;
      known = readHeadings(row, options.type);
      secrets = new Set(row.cells.filter(({ text }) => soundsSecret.test(text)).map(({ column }) => column));
      return headings;
    },
    show: (row, column, text) => (row.number > 1 && secrets.has(column) && text !== "" ? mask : text),
  });
}

function deviceOf(row: SheetRow, headings: Headings | null, { type }: RowCheckerOptions): string {
  const values = new Map<string, string>();
  for (const { column, place } of headings?.columns ?? []) {
    const text = row.cells.find((cell) => cell.column === place)?.text ?? "";
    if (text !== "") values.set(column.heading, text);
  }
  return nameDevice(type, values)?.device ?? "";
}
