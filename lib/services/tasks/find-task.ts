import type { StoredTask } from "@/lib/domain/stored-task";
import { AppError } from "@/lib/errors";
import { isImpossible } from "@/lib/iotda/errors";
import { findTask as findStoredTask } from "@/lib/store/task-store";
import type { FoundConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { readTask } from "./read-task";

/**
 * The task behind an address. One we do not hold is read from the platform once and then kept; `not_found` only when
 * the platform itself says so, or when there is no platform left to ask.
 */
export async function findTask(
  ctx: ServiceContext,
  connection: FoundConnection,
  taskId: string,
): Promise<StoredTask> {
  const { prisma } = ctx.deps.database;
  const held = await findStoredTask(prisma, connection.ids, taskId, ctx.now());
  const task = held ?? (connection.living && (await readUnknown(ctx, connection.living.id, taskId)));
  if (task) return task;
  throw new AppError("not_found", "There is no such task.");
}

/** Null as well for an id that cannot be the platform's: the id is all that is ours in that call. */
async function readUnknown(ctx: ServiceContext, connectionId: number, taskId: string) {
  try {
    return await readTask(ctx, connectionId, taskId);
  } catch (error) {
    if (isImpossible(error)) return null;
    throw error;
  }
}
