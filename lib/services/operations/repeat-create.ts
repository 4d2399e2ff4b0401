import type { StoredOperation } from "@/lib/domain/stored-operation";
import { findTask } from "@/lib/store/task-store";
import type { FoundConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { presentTask } from "../tasks/present-task";
import { toAppError } from "./operation-error";
import { operationLocation, presentOperation } from "./present-operation";
import { requireOperation } from "./require-operation";
import type { CreateAnswer } from "./write-answer";

/** security.md S4.10: the same call waits for the first one this long, in milliseconds. */
const waitAtMostMs = 25_000;
const lookEveryMs = 250;

/** What the first call with this key answered or will answer: its task, its problem, or its operation. */
export async function repeatCreate(
  ctx: ServiceContext,
  connection: FoundConnection,
  operationId: string,
): Promise<CreateAnswer> {
  let operation = await requireOperation(ctx, connection, operationId);
  for (let waited = 0; operation.state === "running" && waited < waitAtMostMs; waited += lookEveryMs) {
    await ctx.deps.sleep(lookEveryMs);
    operation = await requireOperation(ctx, connection, operationId);
  }
  if (operation.state === "failed") throw toAppError(operation.error);
  const task = operation.taskId && (await findMade(ctx, connection, operation.taskId));
  if (!task) return open(ctx, connection, operation);
  return { status: 200, body: presentTask(task, { caller: ctx.caller, connection, now: ctx.now() }) };
}

/** A create that is held, or whose answer is not known yet. */
export async function showOpenCreate(
  ctx: ServiceContext,
  connection: FoundConnection,
  operationId: string,
): Promise<CreateAnswer> {
  return open(ctx, connection, await requireOperation(ctx, connection, operationId));
}

function open(
  { caller, now }: ServiceContext,
  { slug }: FoundConnection,
  operation: StoredOperation,
): CreateAnswer {
  const location = operationLocation(slug, operation.id);
  return { status: 202, body: presentOperation(operation, { caller, slug, now: now() }), location };
}

function findMade({ deps, now }: ServiceContext, connection: FoundConnection, taskId: string) {
  return findTask(deps.database.prisma, connection.ids, taskId, now());
}
