import { randomUUID } from "node:crypto";
import { matchCreated } from "@/lib/domain/match-created";
import type { PlatformTask } from "@/lib/domain/platform-task";
import type { LeasedOperation } from "@/lib/domain/stored-operation";
import type { StoredTask } from "@/lib/domain/stored-task";
import { AppError } from "@/lib/errors";
import { readTask as readPlatformTask } from "@/lib/iotda/read-task";
import type { StoredConnection } from "@/lib/store/connection-store";
import { claimLostCreate, findLostCreates } from "@/lib/store/lost-create-store";
import { LeaseLostError } from "@/lib/store/operation-lease-store";
import { findTakenTasks } from "@/lib/store/operation-store";
import type { ServiceContext } from "../context";
import { personWaitsMs, readWithin } from "../platform-deadline";
import { adoptTask, windowOf } from "./adopt-task";
import { leaseEnd, whileLeased } from "./keep-lease";
import { giveBack } from "./leave-create";
import { type OperationRun, workerOrigin } from "./operation-deps";
import { draftOfOperation } from "./settle-create";

/**
 * A person has opened a task of a legacy connection by its id. When a create whose answer was lost asked for its name,
 * and nothing the platform tells of it speaks against, it is what that create made (architecture: one write). True
 * when it was taken over. A platform that cannot be read now decides nothing, and opening does not fail for it.
 */
export async function adoptOpened(
  ctx: ServiceContext,
  connection: StoredConnection,
  task: StoredTask,
): Promise<boolean> {
  if (connection.kind !== "na" || task.snapshot.deletedAt) return false;
  const { prisma } = ctx.deps.database;
  for (const id of await findLostCreates(prisma, connection.id, task.name)) {
    const now = ctx.now();
    const claim = { owner: `opened-${randomUUID()}`, now, until: leaseEnd(now) };
    const operation = await claimLostCreate(prisma, id, claim);
    if (operation && (await tryToAdopt(ctx, connection, operation, task))) return true;
  }
  return false;
}

async function tryToAdopt(
  ctx: ServiceContext,
  connection: StoredConnection,
  operation: LeasedOperation,
  task: StoredTask,
): Promise<boolean> {
  const deps = { ...ctx.deps, now: ctx.now };
  // The line is the creator's: who opened the task is named in its reason.
  const origin = { ...workerOrigin, requestId: ctx.requestId };
  return whileLeased(deps, operation.lease, async (lost) => {
    const run: OperationRun = { deps, operation, connection, origin, stopping: lost, cut: lost };
    try {
      const made = await readIfMade(run, task);
      const reason = `its id was opened by ${ctx.caller.name} after the answer was lost`;
      if (made && (await adoptTask(run, { task: made, source: "show", platformRequestId: null, reason }))) {
        return true;
      }
    } catch (error) {
      if (error instanceof LeaseLostError) return false;
      if (!(error instanceof AppError)) throw error;
      deps.log.warn(
        { operationId: operation.id, error },
        "could not compare an opened task with a lost create",
      );
    }
    await giveBack(run);
    return false;
  });
}

/** The task as the platform has it now, all its devices included; null when this create cannot have made it. */
export async function readIfMade(
  run: OperationRun,
  { taskId, appId }: Pick<StoredTask, "taskId" | "appId">,
): Promise<PlatformTask | null> {
  const { deps, operation, connection, cut } = run;
  const { madeSince, seenSince } = windowOf(operation);
  const taken = await findTakenTasks(deps.database.prisma, operation, [taskId], seenSince);
  if (taken.size > 0) return null;
  const platform = await deps.platformFor(connection);
  const task = await readWithin(personWaitsMs, (late) =>
    readPlatformTask(platform, { taskId, appId }, { lane: "people", signal: AbortSignal.any([late, cut]) }),
  );
  if (task.createdAt !== null && Date.parse(task.createdAt) < madeSince.getTime()) return null;
  return matchCreated(draftOfOperation(operation), task) === "different" ? null : task;
}
