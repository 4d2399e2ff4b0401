import { draftFromTask } from "@/lib/domain/draft-from-task";
import type { StoredTask } from "@/lib/domain/stored-task";
import { findTaskType } from "@/lib/domain/task-types";
import { AppError } from "@/lib/errors";
import type { StoredConnection } from "@/lib/store/connection-store";
import type { NewDraft } from "@/lib/store/draft-store";
import { findStoredFile } from "@/lib/store/stored-file-store";
import { findMaking, readRowIds, readSentIds } from "@/lib/store/task-origin";
import type { FoundConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { findTask } from "../tasks/find-task";

/** What a copy takes over from its original. */
export type Copied = Pick<NewDraft, "name" | "type" | "step" | "content" | "targetCount" | "fileId"> & {
  targetsText: string;
  clonedFrom: string | null;
};

/** A task to be written once more, with all its devices or its workbook as far as they are here; opens at Review. */
export async function copyTask(
  ctx: ServiceContext,
  found: FoundConnection,
  living: StoredConnection,
  taskId: string,
): Promise<Copied> {
  const { prisma } = ctx.deps.database;
  const task = await findTask(ctx, found, taskId);
  requireCreatable(task, living);
  const making = await findMaking(prisma, task.connectionId, task.taskId);
  const file = making?.fileId ? await findStoredFile(prisma, making.fileId) : null;
  const fileId = file?.kept && file.connectionId === living.id ? file.id : null;
  const ids = fileId === null ? await findIds(ctx, task) : null;
  const now = ctx.now();
  const { content, ...copied } = draftFromTask({ task, request: making?.request ?? null, ids, now });
  return { ...copied, content: { ...content }, step: "review", fileId, clonedFrom: task.taskId };
}

function requireCreatable({ type }: StoredTask, { kind }: StoredConnection): void {
  const known = findTaskType(type);
  if (known && !known.viewOnly && known.platform === kind) return;
  throw new AppError("conflict", "Tasks of this type cannot be created here.", {
    hint: "type_not_creatable",
  });
}

/** The rows tell the devices only when all of them have been read: part of a list would look like the whole. */
async function findIds(
  { deps }: Pick<ServiceContext, "deps">,
  { id, targets, snapshot, type }: StoredTask,
): Promise<string[] | null> {
  if (!["list", "file", "unknown"].includes(targets.kind)) return null;
  if (!findTaskType(type)?.targetSources.includes("list")) return null;
  const sent = await readSentIds(deps.database.prisma, id);
  if (sent || targets.kind === "list") return sent;
  return snapshot.subtasksComplete && !snapshot.rowsDroppedAt ? readRowIds(deps.database, id) : null;
}
