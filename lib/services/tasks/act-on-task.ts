import type { Selection } from "@/lib/contracts/operations";
import type { Capabilities } from "@/lib/contracts/tasks";
import { capabilityReasons } from "@/lib/domain/capabilities";
import type { StoredTask } from "@/lib/domain/stored-task";
import { AppError } from "@/lib/errors";
import { findOperation } from "@/lib/store/operation-store";
import { type FoundConnection, requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { beginWrite, findRepeated, identifyCall } from "../operations/begin-write";
import { operationLocation, presentOperation } from "../operations/present-operation";
import type { SelectionKind } from "../operations/selection-kinds";
import type { SelectionAnswer } from "../operations/write-answer";
import { actsOnTasksAllowed, spendAct } from "../spend-act";
import { findTask } from "./find-task";
import { describeSelection, freezeSet } from "./freeze-set";
import { capabilitiesOf } from "./present-task";

export interface ActOnTaskCall {
  ctx: ServiceContext;
  input: {
    params: { connection: string; taskId: string };
    body: Selection;
    idempotencyKey: string | null;
  };
}

/** Freezes the set and leaves the sending, in chunks of 100, to a worker; the answer is the operation to follow. */
export async function actOnTask(
  kind: SelectionKind,
  { ctx, input }: ActOnTaskCall,
): Promise<SelectionAnswer> {
  const { body } = input;
  const connection = await requireConnection(ctx, input.params.connection, "change");
  const path = `/connections/${connection.slug}/tasks/${input.params.taskId}/${kind}`;
  const call = identifyCall(ctx, { path, key: input.idempotencyKey, body });
  const repeated = await findRepeated(ctx, call);
  if (repeated) return { ...(await answer(ctx, connection, repeated)), status: 200 };
  const task = await findTask(ctx, connection, input.params.taskId);
  requireCapability(ctx, connection, { task, action: kind });
  const targets = await freezeSet(ctx, task, body);
  await spendAct(ctx, actsOnTasksAllowed(ctx.caller));
  const begun = await beginWrite(ctx, call, {
    ...{ connectionId: task.connectionId, connectionSlug: connection.slug, kind },
    ...{ taskId: task.taskId, request: describeSelection(body), state: "queued", dueAt: ctx.now() },
    ...{ wholeTask: targets === null, total: targets?.length ?? null },
    ...(targets === null ? {} : { targets }),
    ...{ keepsTargets: true, sendAt: null, callStartedAt: null, holder: null },
  });
  return { ...(await answer(ctx, connection, begun.operationId)), status: begun.first ? 202 : 200 };
}

/** What is not possible is refused before any call, with the reason the button has (contracts.md fine print). */
export function requireCapability(
  { caller, now }: ServiceContext,
  connection: FoundConnection,
  { task, action }: { task: StoredTask; action: keyof Capabilities },
): void {
  const { allowed, reason } = capabilitiesOf(task, { caller, connection, now: now() })[action];
  if (allowed) return;
  const sentence = reason === undefined ? undefined : sentences.get(reason);
  throw new AppError("conflict", sentence ?? "This cannot be done now.", { hint: reason });
}

const sentences = new Map<string, string>(Object.entries(capabilityReasons));

async function answer(ctx: ServiceContext, connection: FoundConnection, operationId: string) {
  const operation = await findOperation(ctx.deps.database.prisma, connection.ids, operationId);
  if (!operation) throw new Error("an operation vanished after it was begun");
  const { slug } = connection;
  const body = presentOperation(operation, { caller: ctx.caller, slug, now: ctx.now() });
  return { body, location: operationLocation(slug, operation.id) };
}
