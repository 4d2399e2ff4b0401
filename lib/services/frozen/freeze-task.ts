import { createHash } from "node:crypto";
import type { Freeze } from "@/lib/contracts/frozen";
import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import { describeSnapshot } from "@/lib/domain/snapshot";
import type { StoredTask } from "@/lib/domain/stored-task";
import { AppError } from "@/lib/errors";
import { writeAudit } from "@/lib/store/audit-store";
import { notesOfTask } from "@/lib/store/cause-note-store";
import { inTransaction } from "@/lib/store/db";
import { insertFreeze } from "@/lib/store/freeze-store";
import type { RowTotals } from "@/lib/store/subtask-summary";
import { adviseWithNotes, noteKeysOf } from "../causes/advise-with-notes";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { originOf } from "../operations/audit-operation";
import { freezesAllowed, spendAct } from "../spend-act";
import { findTask } from "../tasks/find-task";
import { presentTask } from "../tasks/present-task";

export interface FreezeTaskInput {
  params: { connection: string; taskId: string };
}

/** Keeps a task as it is now, for ever, whatever becomes of it; on the trail before it can be seen. */
export async function freezeTask({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: FreezeTaskInput;
}): Promise<Freeze> {
  const { caller, deps } = ctx;
  const connection = await requireConnection(ctx, input.params.connection, "export");
  const { id: taskPk, taskId } = await findTask(ctx, connection, input.params.taskId);
  await spendAct(ctx, freezesAllowed);
  const now = ctx.now();
  const made = await insertFreeze(deps.database, {
    ...{ taskPk, now, madeBy: { id: caller.id, name: caller.name } },
    present: async (task, totals) => ({
      task: presentTask(task, { caller, connection, now }),
      summary: await summarise(ctx, task, totals),
    }),
    beforeCommit: ({ key, rows }) =>
      inTransaction(deps.database, (tx) =>
        writeAudit(tx, {
          actor: { id: caller.id, name: caller.name, kind: caller.kind },
          ...{ ...originOf(ctx), action: "task.freeze", connection: connection.slug, subject: taskId },
          targets: { count: rows, hash: createHash("sha256").update(key).digest("hex"), sample: [] },
          ...{ reason: key, result: "ok" },
        }),
      ),
  });
  if (made) return { key: made.key, at: made.at.toISOString(), rows: made.rows };
  throw new AppError("not_found", "There is no such task.");
}

async function summarise(
  { deps, now }: ServiceContext,
  { id, snapshot }: StoredTask,
  { byStatus, byError }: RowTotals,
): Promise<SubtaskSummary> {
  const notes = await notesOfTask(deps.database, id, byError.flatMap(noteKeysOf));
  return {
    byStatus,
    byError: byError.map((total) => ({ ...total, ...adviseWithNotes(total, notes) })),
    snapshot: describeSnapshot(snapshot, now()),
  };
}
