import { randomUUID } from "node:crypto";
import type { JsonObject } from "@/lib/contracts/json";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Database, Db, Tx } from "./db";

/** Rows of a task to keep under an id, and who chose them. */
export interface NewSelection {
  taskPk: number;
  /** A pasted list, or a cell of what changed. */
  kind: "list" | "change";
  /** `subtask.ord` of each, in any order, each once. */
  ords: readonly number[];
  /** Ids of a pasted list that are not in the task. */
  notFound: readonly string[];
  /** What was asked, as it was asked; null for a pasted list. */
  request: JsonObject | null;
  createdBy: { id: string; name: string };
  now: Date;
}

/** A selection is for looking and acting now, and for an address that is passed on: not for ever. */
const keptDays = 30;

/** Keeps chosen rows of a task; what it gives is for an address or a call to name them. */
export async function insertSelection(
  tx: Tx,
  { taskPk, kind, ords, notFound, request, createdBy, now }: NewSelection,
): Promise<{ id: string; count: number }> {
  const id = randomUUID();
  const count = ords.length;
  await tx.subtaskSelection.create({
    data: {
      ...{ id, taskId: taskPk, kind, notFound: [...notFound], count, createdAt: now },
      ...(request === null ? {} : { request: request as Prisma.InputJsonObject }),
      ...{ createdById: createdBy.id, createdByName: createdBy.name },
    },
  });
  await tx.$executeRaw`INSERT INTO subtask_selection_row (selection_id, ord)
    SELECT ${id}::uuid, unnest(${[...ords]}::int[])`;
  return { id, count };
}

export interface StoredSelection {
  id: string;
  kind: NewSelection["kind"];
  count: number;
  notFound: string[];
  request: Prisma.JsonValue;
  createdAt: Date;
  createdById: string;
  createdByName: string;
}

/** A selection of this task; one of another task is none. */
export function findSelection(
  { prisma }: Database,
  taskPk: number,
  id: string,
): Promise<StoredSelection | null> {
  return prisma.subtaskSelection.findFirst({
    where: { id, taskId: taskPk },
  }) as Promise<StoredSelection | null>;
}

/** `subtask.ord` of every row of these devices, in order, and how many of the devices there are; ids that are in none. */
export async function findRowsOf(
  { pool }: Database,
  taskPk: number,
  targets: readonly string[],
): Promise<{ ords: number[]; found: number; notFound: string[] }> {
  const { rows } = await pool.query<{ ord: number; target: string }>(
    `SELECT s.ord, s.target FROM unnest($2::text[]) AS wanted(target)
     JOIN subtask s ON s.task_id = $1 AND s.target = wanted.target WHERE s.ord >= 0 ORDER BY s.ord`,
    [taskPk, targets],
  );
  const found = new Set(rows.map((row) => row.target));
  return {
    ords: rows.map((row) => row.ord),
    found: found.size,
    notFound: targets.filter((target) => !found.has(target)),
  };
}

/** Positions mean other rows once those of a task were dropped: what was chosen among them goes with them. */
export async function deleteSelectionsOf(tx: Tx, taskPk: number): Promise<void> {
  await tx.$executeRaw`DELETE FROM subtask_selection WHERE task_id = ${taskPk}`;
}

export async function deleteOldSelections(db: Db, now: Date): Promise<number> {
  const oldest = new Date(now.getTime() - keptDays * 86_400_000);
  return (await db.subtaskSelection.deleteMany({ where: { createdAt: { lt: oldest } } })).count;
}
