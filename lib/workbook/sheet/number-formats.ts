import { WorkbookRefusal } from "../refusals";
import type { XmlHandlers } from "../xml/xml-reader";
import { readAttributes } from "../xml/xml-text";

/** Formats that show a number as it is: General, 0 and text. */
const plainFormats = new Set(["0", "1", "49"]);
/** A third more than spreadsheet programs allow. */
const mostFormats = 100_000;
const plainCode = /^(general|0|@)$/i;

/**
 * Reads the styles of a workbook. `isPlain(style)` says whether a number of that style looks as it is stored: one
 * that is shown as a date, or with leading zeros, is another to the eye than to the platform.
 */
export function createFormatReader(): { handlers: Partial<XmlHandlers>; isPlain(style: number): boolean } {
  const ownPlain = new Set<string>();
  const formats: string[] = [];
  let inCells = false;
  return {
    handlers: {
      open(name, source) {
        if (name === "cellXfs") inCells = true;
        else if (name === "numFmt") {
          const attributes = readAttributes(source);
          const code = attributes.get("formatCode") ?? "";
          if (plainCode.test(code)) ownPlain.add(attributes.get("numFmtId") ?? "");
        } else if (name === "xf" && inCells) {
          if (formats.length === mostFormats) throw new WorkbookRefusal("damaged");
          formats.push(readAttributes(source).get("numFmtId") ?? "0");
        }
      },
      close(name) {
        if (name === "cellXfs") inCells = false;
      },
    },
    isPlain(style) {
      const format = formats[style] ?? "0";
      return plainFormats.has(format) || ownPlain.has(format);
    },
  };
}
