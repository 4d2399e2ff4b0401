import { requireRecentProof } from "@/lib/auth/step-up";
import type { StoredTask } from "@/lib/domain/stored-task";
import { findOpenDelete } from "@/lib/store/operation-store";
import { lockTaskRow } from "@/lib/store/task-store";
import { type FoundConnection, requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { type BegunWrite, beginWrite, UnderWayError } from "../operations/begin-write";
import { carryOutNow } from "../operations/carry-out-now";
import { leaseEnd } from "../operations/keep-lease";
import { operationLocation, presentOperation } from "../operations/present-operation";
import { requireOperation } from "../operations/require-operation";
import { sendDelete } from "../operations/send-delete";
import type { DeleteAnswer } from "../operations/write-answer";
import { actsOnTasksAllowed, spendAct } from "../spend-act";
import { requireCapability } from "./act-on-task";
import { findTask } from "./find-task";

export interface DeleteTaskInput {
  params: { connection: string; taskId: string };
  query: { holdSeconds?: number; reason?: string };
}

/**
 * Deletes a task's record on the platform (sheet §6.10); the snapshot stays, marked, and its address works. 204 once the
 * platform answered, also that it has no such task; 202 while it is held, or when its answer was lost: then the task is
 * looked for. One we already know to be gone is a `conflict` with the reason its button has. Asked for twice while
 * under way it is one delete, for the reason that was given first.
 */
export async function deleteTask({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: DeleteTaskInput;
}): Promise<DeleteAnswer> {
  const connection = await requireConnection(ctx, input.params.connection, "irreversible");
  const task = await findTask(ctx, connection, input.params.taskId);
  requireCapability(ctx, connection, { task, action: "delete" });
  if (ctx.caller.kind === "person") requireRecentProof(ctx.caller, ctx.now());
  await spendAct(ctx, actsOnTasksAllowed(ctx.caller));
  const { holdSeconds = 0, reason = null } = input.query;
  const begun = await begin(ctx, connection, { task, holdSeconds, reason });
  if (!begun.first || holdSeconds > 0) return follow(ctx, connection, begun.operationId);
  const sent = await carryOutNow(ctx, connection, { ...begun, request: {} }, sendDelete);
  if (sent === "deleted") return { status: 204 };
  if (sent === "unknown") return follow(ctx, connection, begun.operationId);
  throw sent.failed;
}

async function begin(
  ctx: ServiceContext,
  connection: FoundConnection,
  { task, holdSeconds, reason }: { task: StoredTask; holdSeconds: number; reason: string | null },
): Promise<BegunWrite> {
  const now = ctx.now();
  const sendAt = holdSeconds > 0 ? new Date(now.getTime() + holdSeconds * 1000) : null;
  return beginWrite(ctx, null, {
    ...{ connectionId: task.connectionId, connectionSlug: connection.slug, kind: "delete" },
    ...{ taskId: task.taskId, request: {}, wholeTask: false, total: null, keepsTargets: false },
    reason,
    ...{
      state: sendAt ? "held" : "running",
      sendAt,
      dueAt: sendAt ?? now,
      callStartedAt: sendAt ? null : now,
    },
    holder: sendAt ? null : { owner: `console:${ctx.requestId}`, until: leaseEnd(now) },
    guard: async (tx) => {
      await lockTaskRow(tx, task.id);
      const open = await findOpenDelete(tx, task);
      if (open !== null) throw new UnderWayError(open);
    },
  });
}

async function follow(
  ctx: ServiceContext,
  connection: FoundConnection,
  operationId: string,
): Promise<DeleteAnswer> {
  const { slug } = connection;
  const operation = await requireOperation(ctx, connection, operationId);
  const body = presentOperation(operation, { caller: ctx.caller, slug, now: ctx.now() });
  return { status: 202, body, location: operationLocation(slug, operationId) };
}
