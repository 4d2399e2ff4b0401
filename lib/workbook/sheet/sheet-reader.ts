import { WorkbookRefusal } from "../refusals";
import type { XmlHandlers } from "../xml/xml-reader";
import { readAttributes } from "../xml/xml-text";
import { type CellSources, readCell, type SheetCell } from "./read-cell";
import { addText, createTextCollector } from "./text-collector";

/** The cells of a row that hold anything, with their columns counted from 0. */
export interface SheetRow {
  /** As spreadsheets number it, from 1. */
  number: number;
  cells: readonly SheetCell[];
}

/** Columns a workbook may use (security.md S4.7). */
export const mostColumns = 64;
/** Where every sheet ends. */
const lastRow = 1_048_576;
const lastColumn = 16_383;

/**
 * Hands over the rows of a sheet while it goes by; rows and cells without content are left out. Places come from the
 * cells themselves (`r="B7"`), else from their order; nothing is kept for the empty ones between two that are far apart.
 * Throws `WorkbookRefusal` for content beyond so many `columns`.
 */
export function createSheetReader(
  sources: CellSources,
  take: (row: SheetRow) => void,
  columns = mostColumns,
): XmlHandlers {
  const inline = createTextCollector();
  let number = 0; // of the row
  let cells: SheetCell[] = [];
  let column = -1;
  let [type, style, value, formula] = ["n", 0, "", false];
  let within: "row" | "cell" | "value" | null = null;

  function openCell(source: string) {
    const { place, type: given, style: index } = readCellAttributes(source);
    column = nextPlace(column, place === undefined ? column + 1 : columnOf(place), lastColumn);
    [type, style, value, formula] = [given ?? "n", Number(index ?? 0), "", false];
    inline.start();
    within = "cell";
  }

  function closeCell() {
    within = "row";
    const raw = { type, style, value: type === "inlineStr" ? inline.take() : value, formula };
    const cell = readCell(raw, column, sources);
    if (!cell) return;
    if (column >= columns) throw new WorkbookRefusal("columns");
    cells.push(cell);
  }

  return {
    open(name, source) {
      if (within === "cell") {
        if (name === "v") within = "value";
        else if (name === "f") formula = true;
        else inline.open(name);
      } else if (name === "c" && within === "row") openCell(source);
      else if (name === "row") {
        const given = readAttributes(source).get("r");
        number = nextPlace(number, given === undefined ? number + 1 : Number(given), lastRow);
        cells = [];
        column = -1;
        within = "row";
      }
    },
    close(name) {
      if (name === "v" && within === "value") within = "cell";
      else if (name === "c" && within === "cell") closeCell();
      else if (name === "row") {
        within = null;
        if (cells.length > 0) take({ number, cells });
      } else inline.close(name);
    },
    text(text, raw) {
      if (within === "value") value = addText(value, text, raw);
      else if (within === "cell") inline.text(text, raw);
    },
  };
}

/** Rows and cells stand in order, each once: spreadsheets take nothing else. */
function nextPlace(before: number, place: number, end: number): number {
  if (!(Number.isInteger(place) && place > before && place <= end)) throw new WorkbookRefusal("damaged");
  return place;
}

const usualCell = /^ r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(\w+)")?\s*$/;

/** Nearly all cells are written alike; the general reading of attributes costs several times as much. */
function readCellAttributes(source: string): { place?: string; style?: string; type?: string } {
  if (source === "") return {};
  const usual = usualCell.exec(source);
  if (usual) return { place: usual[1], style: usual[2], type: usual[3] };
  const attributes = readAttributes(source);
  return { place: attributes.get("r"), style: attributes.get("s"), type: attributes.get("t") };
}

/** Counted from 0; the row in `B7` is that of the row around it. */
function columnOf(place: string): number {
  const letters = /^[A-Z]{1,3}/.exec(place)?.[0];
  if (letters === undefined) throw new WorkbookRefusal("damaged");
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
