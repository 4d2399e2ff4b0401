import { guardCell } from "@/lib/domain/csv-cell";
import { csvCell, escapeCell, isoTime, lookUp, sheetCell } from "./export-cells";
import { LiteralValues, toLiteral } from "./literal-values";
import { type SubtaskView, writeCondition } from "./subtask-filter";

/** What the texts of an export's rows are made of. */
export interface ExportTexts {
  /** Words of statuses, and what to do about causes, by their numbers. */
  words: ReadonlyMap<number, string>;
  advice: ReadonlyMap<number, string>;
}

interface ExportColumn {
  name: string;
  sql: string;
  /** Made here: it has nothing that a spreadsheet could take for something else. */
  trusted: boolean;
  /** In CSV as the database writes it, without quotes. */
  bare?: true;
}

/** The columns of the contract ("Export columns"), over `subtask s`. */
function exportColumns({ words, advice }: ExportTexts): ExportColumn[] {
  const of = (name: string, sql: string, trusted = false): ExportColumn => ({ name, sql, trusted });
  return [
    of("target", "s.target"),
    of("status", lookUp("s.status", words, "s.status::text"), true),
    of("error_code", "s.error_code"),
    of("error_message", "s.error_msg"),
    of("advice", lookUp("s.cause_id", advice), true),
    { ...of("attempt", "s.attempt::text", true), bare: true },
    { ...of("first_seen_at", isoTime("s.first_seen_at"), true), bare: true },
    { ...of("changed_at", isoTime("s.changed_at"), true), bare: true },
    of("output", "s.output"),
  ];
}

/** What is looked up is made safe once, not with every row. */
function makeSafe({ words, advice }: ExportTexts, safe: (text: string) => string): ExportTexts {
  const all = (texts: ReadonlyMap<number, string>) =>
    new Map([...texts].map(([id, text]) => [id, safe(text)]));
  return { words: all(words), advice: all(advice) };
}

export const exportColumnNames: readonly string[] = exportColumns({
  words: new Map(),
  advice: new Map(),
}).map(({ name }) => name);

/**
 * Rows of a view as CSV with a line of headings; every text that is not empty is quoted, and moments stand as the
 * database writes them (`cleanCsv` of lib/workbook makes them ISO 8601). Null: no row at all.
 */
export function copyCsv(view: SubtaskView | null, texts: ExportTexts): string {
  const columns = exportColumns(makeSafe(texts, guardCell));
  const cells = columns.map(
    ({ name, sql, trusted, bare }) => `${bare ? `s.${name}` : trusted ? sql : csvCell(sql)} AS ${name}`,
  );
  const quoted = columns.flatMap(({ name, bare }) => (bare ? [] : [name]));
  return `COPY (SELECT ${cells.join(", ")} FROM subtask s WHERE ${rowsOf(view)} ORDER BY s.ord)
    TO STDOUT (FORMAT csv, HEADER, FORCE_QUOTE (${quoted.join(", ")}))`;
}

/**
 * Rows of a view as rows of a sheet, from its second on. The quotes and delimiters of this CSV are characters that XML
 * has no form for, and that are dropped from what is sent: a row comes as it is, whatever is in it.
 */
export function copySheet(
  view: SubtaskView | null,
  texts: ExportTexts,
  { skip, limit }: { skip: number; limit: number },
): string {
  const cells = exportColumns(makeSafe(texts, escapeCell)).map(({ sql, trusted }, index) =>
    sheetCell(sql, String.fromCharCode(65 + index), "s.r", trusted),
  );
  return `COPY (SELECT '<row r="' || s.r || '">' || ${cells.join(" || ")} || '</row>'
    FROM (SELECT p.*, (row_number() OVER (ORDER BY p.ord) + 1)::text AS r
      FROM (SELECT s.* FROM subtask s WHERE ${rowsOf(view)} ORDER BY s.ord
        LIMIT ${toLiteral(limit)} OFFSET ${toLiteral(skip)}) p) s ORDER BY s.ord)
    TO STDOUT (FORMAT csv, QUOTE E'\\x01', ESCAPE E'\\x01', DELIMITER E'\\x02')`;
}

/** How many rows a view has; asked in the same snapshot as the rows. */
export function countRows(view: SubtaskView | null): string {
  return `SELECT count(*)::int AS n FROM subtask s WHERE ${rowsOf(view)}`;
}

/** Below `ord` 0 is what stays of dropped rows. */
function rowsOf(view: SubtaskView | null): string {
  return view ? `${writeCondition(view, new LiteralValues())} AND s.ord >= 0` : "false";
}
