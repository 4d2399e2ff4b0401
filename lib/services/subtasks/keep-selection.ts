import type { KeptSelection, NewSelection } from "@/lib/contracts/selections";
import { AppError } from "@/lib/errors";
import type { TaskGlance } from "@/lib/store/task-glance";
import type { ServiceContext } from "../context";
import { findTaskGlance } from "../tasks/find-glance";
import { selectChanged } from "./select-changed";
import { selectListed } from "./select-listed";

export interface KeepSelectionInput {
  params: { connection: string; taskId: string };
  body: NewSelection;
}

/**
 * Keeps subtasks of a task for whoever may read it; who knows the id, and may read the task, has them. Throws `conflict`
 * where the rows were dropped.
 */
export async function keepSelection({
  ctx,
  input: { params, body },
}: {
  ctx: ServiceContext;
  input: KeepSelectionInput;
}): Promise<KeptSelection> {
  const task = await findTaskGlance(ctx, params);
  refuseDropped(task);
  return "targets" in body ? selectListed(ctx, task, body.targets) : selectChanged(ctx, task, body);
}

function refuseDropped({ snapshot }: TaskGlance): void {
  if (!snapshot.rowsDroppedAt) return;
  throw new AppError("conflict", "The rows of this task were dropped to save space.", {
    hint: "rows_dropped",
  });
}
