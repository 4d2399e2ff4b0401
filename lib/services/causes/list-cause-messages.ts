import { type CauseMessages, mostMessages } from "@/lib/contracts/cause-notes";
import { AppError } from "@/lib/errors";
import { readCauseMessages } from "@/lib/store/cause-messages";
import type { ServiceContext } from "../context";
import { findTaskGlance } from "../tasks/find-glance";

export interface ListCauseMessagesInput {
  params: { connection: string; taskId: string; cause: string };
}

/** The platform's own texts behind one cause of a task's failures; `not_found` when no row has it. */
export async function listCauseMessages({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListCauseMessagesInput;
}): Promise<CauseMessages> {
  const task = await findTaskGlance(ctx, input.params);
  const found = await readCauseMessages(ctx.deps.database, task.id, input.params.cause, mostMessages);
  if (!found) throw new AppError("not_found", "Nothing in this task failed with this cause.");
  return found;
}
