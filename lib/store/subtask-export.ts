import { causesOf, findCauseIds } from "./cause-store";
import type { Database } from "./db";
import { type ExportSession, type ExportSessionRequest, openExportSession } from "./export-session";
import { copyCsv, copySheet, countRows, type ExportTexts } from "./export-statement";
import { StatementValues } from "./statement-values";
import { isCounted, resolveFilter, type SubtaskFilter, type SubtaskView } from "./subtask-filter";
import { writeTotal } from "./subtask-range";

export interface SubtaskExportRequest extends ExportSessionRequest {
  taskPk: number;
  filter: SubtaskFilter;
  /** What to do about each cause that anybody has written about, by the cause's key. */
  advice: ReadonlyMap<string, string>;
}

/** Rows of one task as they all were when it was opened. Whoever opens it ends or breaks it off. */
export interface SubtaskExport extends Pick<ExportSession, "end" | "breakOff"> {
  /** Rows it has. */
  count: number;
  /** With a line of headings, without a byte order mark. */
  csv(): AsyncIterable<Uint8Array>;
  /** Rows of a sheet from its second on, as XML; some characters in between XML has no form for. */
  sheetRows(range: { skip: number; limit: number }): AsyncIterable<Uint8Array>;
}

/** `busy` as `openExportSession` has it. */
export async function openSubtaskExport(
  database: Database,
  request: SubtaskExportRequest,
): Promise<SubtaskExport | "busy"> {
  const view = await resolveFilter(database, request.taskPk, request.filter);
  const advice = await numberCauses(database, request.advice);
  const session = await openExportSession(database.pool, request);
  if (session === "busy") return session;
  try {
    const count = await countIn(session, view);
    const texts = { words: await readWords(session), advice };
    return {
      count,
      csv: () => session.copy(copyCsv(view, texts)),
      sheetRows: (range) => session.copy(copySheet(view, texts, range)),
      end: session.end,
      breakOff: session.breakOff,
    };
  } catch (error) {
    session.breakOff();
    throw error;
  }
}

async function countIn(session: ExportSession, view: SubtaskView | null): Promise<number> {
  const values = new StatementValues();
  const text = view && isCounted(view) ? `SELECT (${writeTotal(view, values)}) AS n` : countRows(view);
  const [found] = await session.query<{ n: number }>(text, values.list);
  return found?.n ?? 0;
}

async function readWords(session: ExportSession): Promise<ExportTexts["words"]> {
  const rows = await session.query<{ id: number; word: string }>("SELECT id, word FROM word");
  return new Map(rows.map(({ id, word }) => [id, word]));
}

async function numberCauses(
  database: Database,
  advice: ReadonlyMap<string, string>,
): Promise<ExportTexts["advice"]> {
  const ids = await findCauseIds(database, [...advice.keys()]);
  const causes = await causesOf(database, ids);
  return new Map(
    ids.flatMap((id) => {
      const text = advice.get(causes.get(id)?.key ?? "");
      return text === undefined ? [] : [[id, text] as const];
    }),
  );
}
