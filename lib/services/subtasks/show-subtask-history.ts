import {
  maximumHistory,
  type ShowSubtaskHistoryQuery,
  type SubtaskHistory,
} from "@/lib/contracts/subtask-history";
import { describeSnapshot } from "@/lib/domain/snapshot";
import { AppError } from "@/lib/errors";
import { readSubtaskHistory } from "@/lib/store/subtask-history";
import { hasSubtaskSecret } from "@/lib/store/subtask-secret-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { findTask } from "../tasks/find-task";
import { mayReveal } from "./reveal-subtask";

export interface ShowSubtaskHistoryInput {
  params: { connection: string; taskId: string; target: string };
  query: ShowSubtaskHistoryQuery;
}

/** What a retry overwrote on the platform. Outputs are as stored: those with secrets were masked when they were read. */
export async function showSubtaskHistory({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ShowSubtaskHistoryInput;
}): Promise<SubtaskHistory> {
  const { connection: slug, taskId, target } = input.params;
  const connection = await requireConnection(ctx, slug, "read");
  const task = await findTask(ctx, connection, taskId);
  const wanted = { target, commandId: input.query.commandId, limit: maximumHistory };
  const items = await readSubtaskHistory(ctx.deps.database, task.id, wanted);
  if (!items) throw new AppError("not_found", "There is no such subtask.");
  const hidden = await hasSubtaskSecret(ctx.deps.database.prisma, task.id, target);
  return {
    items,
    secret: hidden ? { mayReveal: mayReveal(ctx.caller, slug, task) } : null,
    snapshot: describeSnapshot(task.snapshot, ctx.now()),
  };
}
