import type { KeptSelection } from "@/lib/contracts/selections";
import type { ChangeSelection } from "@/lib/contracts/subtask-changes";
import type { ServiceContext } from "../context";
import { findTaskGlance } from "../tasks/find-glance";
import { selectChanged } from "./select-changed";

export interface KeepSelectionInput {
  params: { connection: string; taskId: string };
  body: ChangeSelection;
}

/** Keeps subtasks of a task for whoever may read it; who knows the id, and may read the task, has them. */
export async function keepSelection({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: KeepSelectionInput;
}): Promise<KeptSelection> {
  const task = await findTaskGlance(ctx, input.params);
  return selectChanged(ctx, task, input.body);
}
