import { randomUUID } from "node:crypto";
import type { JsonObject } from "@/lib/contracts/json";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Tx } from "./db";

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
