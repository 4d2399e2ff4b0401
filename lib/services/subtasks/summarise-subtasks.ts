import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import { describeSnapshot } from "@/lib/domain/snapshot";
import { notesOfTask } from "@/lib/store/cause-note-store";
import { summariseSubtasks as countSubtasks } from "@/lib/store/subtask-summary";
import { adviseWithNotes, noteKeysOf } from "../causes/advise-with-notes";
import type { ServiceContext } from "../context";
import { findTaskGlance } from "../tasks/find-glance";

export interface SummariseSubtasksInput {
  params: { connection: string; taskId: string };
}

/** Rows read so far by status, and the failed ones by cause with what console and team know about it. */
export async function summariseSubtasks({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: SummariseSubtasksInput;
}): Promise<SubtaskSummary> {
  const task = await findTaskGlance(ctx, input.params);
  const { database } = ctx.deps;
  const { byStatus, byError } = await countSubtasks(database, task.id);
  const notes =
    byError.length === 0 ? new Map() : await notesOfTask(database, task.id, byError.flatMap(noteKeysOf));
  return {
    byStatus,
    byError: byError.map((total) => ({ ...total, ...adviseWithNotes(total, notes) })),
    snapshot: describeSnapshot(task.snapshot, ctx.now()),
  };
}
