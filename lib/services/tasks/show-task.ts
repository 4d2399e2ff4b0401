import type { Task } from "@/lib/contracts/tasks";
import type { StoredTask } from "@/lib/domain/stored-task";
import { AppError } from "@/lib/errors";
import { hurryFailedReads } from "@/lib/store/connection-health";
import { requestListRead } from "@/lib/store/connection-sync-store";
import { inTransaction } from "@/lib/store/db";
import { findTask as findStoredTask, markTaskDeleted } from "@/lib/store/task-store";
import { noteTaskWatched } from "@/lib/store/watch-notes";
import { type FoundConnection, isArchived, requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { adoptOpened } from "../operations/adopt-opened";
import { findTask } from "./find-task";
import { presentTask } from "./present-task";
import { isJustRead, readTask } from "./read-task";

/** One call of the client is three tries of the platform: as many as it takes to call it unreachable. */
const triesOfOneCall = 3;

export interface ShowTaskInput {
  params: { connection: string; taskId: string };
  query: { fresh?: "1" };
}

/** Opening a task marks it followed; one whose last answer is older than five minutes is read again soon after. */
export async function showTask({ ctx, input }: { ctx: ServiceContext; input: ShowTaskInput }): Promise<Task> {
  const connection = await requireConnection(ctx, input.params.connection, "read");
  const held = await findTask(ctx, connection, input.params.taskId);
  const archived = isArchived(connection, held.connectionId);
  // Straight after the look at the store, so that people who ask at once find each other's read.
  const task = input.query.fresh && !archived ? await refresh(ctx, connection, held) : held;
  const shown = (await adoptForLostCreate(ctx, connection, task)) ?? task;
  if (!archived) await noteTaskWatched(ctx.deps.database, held.id, ctx.now());
  return presentTask(shown, { caller: ctx.caller, connection, now: ctx.now() });
}

/** The task with what its create knows of it, when opening it by its id ends a search; null when it ends none. */
async function adoptForLostCreate(
  ctx: ServiceContext,
  connection: FoundConnection,
  task: StoredTask,
): Promise<StoredTask | null> {
  const { living } = connection;
  if (living?.id !== task.connectionId || !(await adoptOpened(ctx, living, task))) return null;
  return findStoredTask(ctx.deps.database.prisma, connection.ids, task.taskId, ctx.now());
}

/** Asks the platform first; when it fails, what we hold with that state is the answer (contracts.md fine print). */
async function refresh(
  ctx: ServiceContext,
  connection: FoundConnection,
  held: StoredTask,
): Promise<StoredTask> {
  if (held.snapshot.deletedAt || isJustRead(held, ctx.now())) return held;
  try {
    const read = await readTask(ctx, held.connectionId, held.taskId);
    if (read) {
      if (held.snapshot.failures > 0) await noteRecovery(ctx, held.connectionId);
      return { ...read, snapshot: withoutFailure(read) };
    }
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith("upstream_")) throw error;
    return { ...held, snapshot: withFailure(held, error, ctx.now()) };
  }
  const { database } = ctx.deps;
  await inTransaction(database, (tx) => markTaskDeleted(tx, held.id, ctx.now()));
  return (await findStoredTask(database.prisma, connection.ids, held.taskId, ctx.now())) ?? held;
}

/** What was found failing answers a person: nobody need wait for the next probe (F20, F31). */
async function noteRecovery(ctx: ServiceContext, connectionId: number): Promise<void> {
  const { prisma } = ctx.deps.database;
  await requestListRead(prisma, connectionId, ctx.now());
  await hurryFailedReads(prisma, connectionId, ctx.now());
}

/** The platform has just answered, whatever the schedule of reads still says about earlier ones. */
function withoutFailure({ snapshot }: StoredTask): StoredTask["snapshot"] {
  return { ...snapshot, failures: 0, failingSince: null, failureReason: null, throttled: false };
}

function withFailure({ snapshot }: StoredTask, error: AppError, now: Date): StoredTask["snapshot"] {
  if (error.code === "upstream_throttled") return { ...snapshot, throttled: true };
  return {
    ...snapshot,
    failures: Math.max(snapshot.failures, triesOfOneCall),
    failingSince: snapshot.failingSince ?? now,
    failureReason: error.code,
  };
}
