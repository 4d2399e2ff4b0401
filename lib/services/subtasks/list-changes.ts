import { type ChangesQuery, mostCauseCells, type SubtaskChanges } from "@/lib/contracts/subtask-changes";
import { describeSnapshot } from "@/lib/domain/snapshot";
import { readChanges } from "@/lib/store/subtask-changes";
import type { ServiceContext } from "../context";
import { findTaskGlance } from "../tasks/find-glance";
import { readSpan, toStateSpan } from "./change-span";
import { takeTurn } from "./take-turn";

export interface ListSubtaskChangesInput {
  params: { connection: string; taskId: string };
  query: ChangesQuery;
}

const nothing = { devices: 0, changed: 0, byStatus: [], byCause: [], otherCauses: 0, causes: [] };

/**
 * Who went from which status and cause to which. All rows are looked at, in pieces; one such read at a time in a process,
 * so that a large task slows down those who compare, and nobody else.
 */
export async function listSubtaskChanges({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListSubtaskChangesInput;
}): Promise<SubtaskChanges> {
  const task = await findTaskGlance(ctx, input.params);
  const span = readSpan(input.query, ctx.now());
  const { database } = ctx.deps;
  const found = task.snapshot.rowsDroppedAt
    ? nothing
    : await takeTurn(() => readChanges(database, task.id, toStateSpan(span), mostCauseCells));
  return { span, ...found, snapshot: describeSnapshot(task.snapshot, ctx.now()) };
}
