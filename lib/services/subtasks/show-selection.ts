import type { ShownSelection } from "@/lib/contracts/selections";
import { ChangeSelection } from "@/lib/contracts/subtask-changes";
import { AppError } from "@/lib/errors";
import { findSelection } from "@/lib/store/selection-store";
import type { ServiceContext } from "../context";
import { findTaskGlance } from "../tasks/find-glance";

export interface ShowSelectionInput {
  params: { connection: string; taskId: string; selection: string };
}

/** What a selection is; `not_found` once it is no longer kept, and for one of another task. */
export async function showSelection({
  ctx,
  input: { params },
}: {
  ctx: ServiceContext;
  input: ShowSelectionInput;
}): Promise<ShownSelection> {
  const task = await findTaskGlance(ctx, params);
  const found = await findSelection(ctx.deps.database, task.id, params.selection);
  if (!found) throw new AppError("not_found", "This selection is not, or no longer, kept.");
  const { id, kind, count, notFound, createdAt, createdById, createdByName, request } = found;
  return {
    ...{ id, kind, count, notFound, createdAt: createdAt.toISOString() },
    createdBy: { id: createdById, name: createdByName },
    ...(request === null ? {} : { request: ChangeSelection.parse(request) }),
  };
}
