import { WorkbookRefusal } from "../refusals";
import type { ZipEntry } from "../zip/read-directory";
import type { Unpack } from "../zip/unpack";
import { createXmlReader, type XmlHandlers } from "./xml-reader";

/** Reads a part of the workbook as XML, in UTF-8 and nothing else. */
export function readXmlPart(unpack: Unpack, entry: ZipEntry, handlers: Partial<XmlHandlers>): void {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = createXmlReader({ ...ignoring, ...handlers });
  const decode = (piece: Uint8Array | undefined) => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw new WorkbookRefusal("damaged");
    }
  };
  unpack(entry, (piece) => {
    // UTF-16 looks like this to a reader of UTF-8, and would be read past.
    if (piece.includes(0)) throw new WorkbookRefusal("damaged");
    reader.write(decode(piece));
  });
  reader.write(decode(undefined));
  reader.end();
}

const ignoring: XmlHandlers = { open() {}, close() {}, text() {} };
