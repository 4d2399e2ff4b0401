import { bookParts, sheetPart } from "./book-parts";
import { rowXml } from "./cell-xml";
import { dropIllegal } from "./drop-illegal";
import { streamZip, type ZipPart } from "./zip-stream";

/** A sheet whose rows come as XML, in pieces of whole rows, the second row first. */
export interface StreamedSheet {
  name: string;
  /** Of the columns, in characters. */
  widths: readonly number[];
  headings: readonly string[];
  rows: () => AsyncIterable<Uint8Array>;
}

/** Rows below the headings that a sheet can have. */
export const mostSheetRows = 1_048_575;

/** An xlsx workbook as it is written, at the pace it is taken; the rows of a sheet are asked for when its turn comes. */
export function streamBook(sheets: readonly StreamedSheet[]): AsyncGenerator<Uint8Array> {
  return streamZip(partsOf(sheets));
}

function* partsOf(sheets: readonly StreamedSheet[]): Generator<ZipPart> {
  for (const [name, xml] of Object.entries(bookParts(sheets.map((sheet) => sheet.name))))
    yield { name, content: [Buffer.from(xml)] };
  for (const [index, sheet] of sheets.entries()) {
    const { name, head, foot } = sheetPart(index, sheet.widths);
    yield { name, content: sheetBytes(sheet, head, foot) };
  }
}

async function* sheetBytes(
  { headings, rows }: StreamedSheet,
  head: string,
  foot: string,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(head + rowXml(1, headings, "heading"));
  for await (const piece of rows()) yield dropIllegal(piece);
  yield Buffer.from(foot);
}
