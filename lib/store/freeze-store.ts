import { randomUUID } from "node:crypto";
import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import type { StoredTask } from "@/lib/domain/stored-task";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Database, Tx } from "./db";
import { type CountRow, nameCounts, type RowTotals } from "./subtask-summary";
import { findTaskByPk } from "./task-store";

export interface NewFreeze {
  taskPk: number;
  madeBy: { id: string; name: string };
  now: Date;
  /** What is shown of the task and of its rows, from one moment of the database. */
  present: (task: StoredTask, totals: RowTotals) => Promise<{ task: Task; summary: SubtaskSummary }>;
  /** Called when all is copied; what it throws undoes the copy. */
  beforeCommit: (freeze: { key: string; rows: number }) => Promise<void>;
}

export interface MadeFreeze {
  key: string;
  at: Date;
  rows: number;
}

/** Rows copied by one statement, some 2 s; milliseconds for one of them, and for all. */
const chunkRows = 200_000;
const limits = { statement: 15_000, all: 120_000 } as const;

/**
 * Copies a task with its counts and rows as they are at one moment, inside the database; null when the task was dropped
 * meanwhile. The transaction sees nothing of what is written after its start, so the audit's chain is `beforeCommit`'s,
 * on a connection of its own.
 */
export async function insertFreeze(
  database: Database,
  { taskPk, madeBy, now, present, beforeCommit }: NewFreeze,
): Promise<MadeFreeze | null> {
  return database.prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT set_config('statement_timeout', ${`${limits.statement}ms`}, true)`;
      const task = await findTaskByPk(tx, taskPk, now);
      if (!task) return null;
      const shown = await present(task, await nameCounts(database, taskPk, await readCounts(tx, taskPk)));
      const key = randomUUID();
      const { id } = await tx.taskFreeze.create({
        data: {
          ...{ key, taskId: taskPk, at: now, rows: 0, madeById: madeBy.id, madeByName: madeBy.name },
          // Made by the contract's own schemas: nothing in them but JSON.
          task: shown.task as unknown as Prisma.InputJsonObject,
          summary: shown.summary as unknown as Prisma.InputJsonObject,
        },
        select: { id: true },
      });
      const rows = await copyRows(tx, taskPk, id);
      await tx.taskFreeze.update({ where: { id }, data: { rows }, select: { id: true } });
      await beforeCommit({ key, rows });
      return { key, at: now, rows };
    },
    { isolationLevel: "RepeatableRead", timeout: limits.all },
  );
}

async function readCounts(tx: Tx, taskPk: number): Promise<CountRow[]> {
  return tx.$queryRaw<CountRow[]>`
    SELECT status, cause_id, n, (SELECT rows_version FROM task WHERE id = ${taskPk}) AS version
    FROM subtask_count WHERE task_id = ${taskPk} AND n > 0`;
}

/** What stays of dropped rows, below 0, is no row. */
async function copyRows(tx: Tx, taskPk: number, freezeId: number): Promise<number> {
  const [task] = await tx.$queryRaw<
    { end: number }[]
  >`SELECT next_ord AS "end" FROM task WHERE id = ${taskPk}`;
  const end = task?.end ?? 0;
  let rows = 0;
  for (let from = 0; from < end; from += chunkRows) {
    rows += await tx.$executeRaw`
      INSERT INTO frozen_subtask (freeze_id, ord, target, status, cause_id)
      SELECT ${freezeId}::int, s.ord, s.target, s.status, s.cause_id FROM subtask s
      WHERE s.task_id = ${taskPk} AND s.ord >= ${from} AND s.ord < ${from + chunkRows} ORDER BY s.ord`;
  }
  return rows;
}
