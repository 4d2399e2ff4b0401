import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import { adviseOn } from "@/lib/domain/advice";
import { describeSnapshot } from "@/lib/domain/snapshot";
import { summariseSubtasks as countSubtasks } from "@/lib/store/subtask-summary";
import type { ServiceContext } from "../context";
import { findTaskGlance } from "../tasks/find-glance";

export interface SummariseSubtasksInput {
  params: { connection: string; taskId: string };
}

/** Rows read so far by status, and the failed ones by cause with what to do about it. */
export async function summariseSubtasks({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: SummariseSubtasksInput;
}): Promise<SubtaskSummary> {
  const task = await findTaskGlance(ctx, input.params);
  const { byStatus, byError } = await countSubtasks(ctx.deps.database, task.id);
  return {
    byStatus,
    byError: byError.map((total) => ({ ...total, advice: adviseOn(total) })),
    snapshot: describeSnapshot(task.snapshot, ctx.now()),
  };
}
