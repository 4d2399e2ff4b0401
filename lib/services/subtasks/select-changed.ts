import type { KeptSelection } from "@/lib/contracts/selections";
import { type ChangeSelection, mostSelected } from "@/lib/contracts/subtask-changes";
import { AppError } from "@/lib/errors";
import { inTransaction } from "@/lib/store/db";
import { insertSelection } from "@/lib/store/selection-store";
import { findChanged } from "@/lib/store/subtask-changes";
import type { TaskGlance } from "@/lib/store/task-glance";
import type { ServiceContext } from "../context";
import { toStateSpan } from "./change-span";
import { takeTurn } from "./take-turn";

/** Keeps the devices of a cell under an id, as the cell has them now. Throws `conflict` where they are too many. */
export async function selectChanged(
  ctx: ServiceContext,
  task: TaskGlance,
  cell: ChangeSelection,
): Promise<KeptSelection> {
  const { database } = ctx.deps;
  const ords = await takeTurn(() =>
    findChanged(database, task.id, toStateSpan(cell.span), cell, mostSelected),
  );
  if (!ords) throw new AppError("conflict", `A cell of more than ${mostSelected} devices cannot be opened.`);
  const createdBy = { id: ctx.caller.id, name: ctx.caller.name };
  const kept = {
    taskPk: task.id,
    kind: "change" as const,
    ords,
    notFound: [],
    request: cell,
    createdBy,
    now: ctx.now(),
  };
  const { id, count } = await inTransaction(database, (tx) => insertSelection(tx, kept));
  return { id, found: count, notFound: [] };
}
