import type { CauseNote, Verdict } from "@/lib/contracts/advice";
import type { CauseNote as CauseNoteRow } from "@/lib/generated/prisma/client";
import type { Database, Db, Tx } from "./db";
import { queryHot } from "./hot-query";

export interface NoteChange {
  connectionId: number;
  /** Key of the cause. */
  cause: string;
  /** The version it was made on; 0 for the first. */
  version: number;
  verdict: Verdict | null;
  text: string;
  by: { id: string; name: string };
  now: Date;
}

interface NotedRow {
  cause: string;
  verdict: string | null;
  text: string;
  version: number;
  at: Date;
  byId: string;
  byName: string;
}

/** The notes about these causes on the connection of a task, by key; read with every summary of its rows. */
export async function notesOfTask(
  { pool }: Pick<Database, "pool">,
  taskPk: number,
  causes: readonly string[],
): Promise<ReadonlyMap<string, CauseNote>> {
  const rows = await queryHot<NotedRow>(
    pool,
    `SELECT n.cause, n.verdict, n.text, n.version, n.updated_at AS "at", n.updated_by_id AS "byId",
       n.updated_by_name AS "byName"
     FROM task t JOIN cause_note n ON n.connection_id = t.connection_id
     WHERE t.id = $1 AND n.cause = ANY($2::text[])`,
    [taskPk, causes],
  );
  return new Map(rows.map((row) => [row.cause, toNote(row)]));
}

/** All notes of a connection, by key. */
export async function listNotes(db: Db, connectionId: number): Promise<ReadonlyMap<string, CauseNote>> {
  const rows = await db.causeNote.findMany({ where: { connectionId } });
  return new Map(rows.map((row) => [row.cause, toNote(namedAsRead(row))]));
}

export async function findNote(db: Db, connectionId: number, cause: string): Promise<CauseNote | null> {
  const row = await db.causeNote.findUnique({ where: { connectionId_cause: { connectionId, cause } } });
  return row && toNote(namedAsRead(row));
}

/** False when another version is there. */
export async function saveNote(
  tx: Tx,
  { connectionId, cause, version, by, now, ...told }: NoteChange,
): Promise<boolean> {
  const data = { ...told, updatedAt: now, updatedById: by.id, updatedByName: by.name };
  const { count } =
    version === 0
      ? await tx.causeNote.createMany({ data: [{ connectionId, cause, ...data }], skipDuplicates: true })
      : await tx.causeNote.updateMany({
          where: { connectionId, cause, version },
          data: { ...data, version: version + 1 },
        });
  return count === 1;
}

/** False when there is none of that version. */
export async function deleteNote(
  tx: Tx,
  where: { connectionId: number; cause: string; version: number },
): Promise<boolean> {
  return (await tx.causeNote.deleteMany({ where })).count === 1;
}

function namedAsRead(row: CauseNoteRow): NotedRow {
  return { ...row, at: row.updatedAt, byId: row.updatedById, byName: row.updatedByName };
}

function toNote({ cause, verdict, text, version, at, byId, byName }: NotedRow): CauseNote {
  return {
    // Only words of the contract are ever written.
    ...{ cause, verdict: verdict as Verdict | null, text, version },
    at: at.toISOString(),
    by: { id: byId, name: byName },
  };
}
