import type { KeptSelection } from "@/lib/contracts/selections";
import { inTransaction } from "@/lib/store/db";
import { findRowsOf, insertSelection } from "@/lib/store/selection-store";
import type { TaskGlance } from "@/lib/store/task-glance";
import type { ServiceContext } from "../context";

/** Keeps the rows of listed devices under an id, and tells which of them the task does not have. */
export async function selectListed(
  ctx: ServiceContext,
  task: TaskGlance,
  targets: readonly string[],
): Promise<KeptSelection> {
  const { database } = ctx.deps;
  const { ords, found, notFound } = await findRowsOf(database, task.id, [...new Set(targets)]);
  const kept = {
    taskPk: task.id,
    kind: "list" as const,
    ords,
    notFound,
    request: null,
    createdBy: { id: ctx.caller.id, name: ctx.caller.name },
    now: ctx.now(),
  };
  const { id } = await inTransaction(database, (tx) => insertSelection(tx, kept));
  return { id, found, notFound };
}
