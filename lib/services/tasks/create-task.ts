import { requirePermission } from "@/lib/auth/access";
import { requireRecentProof } from "@/lib/auth/step-up";
import { type CreateTask, createLimits } from "@/lib/contracts/create-task";
import { type CheckedDraft, checkTask } from "@/lib/domain/check-task";
import { findTaskType } from "@/lib/domain/task-types";
import { AppError } from "@/lib/errors";
import type { StoredConnection } from "@/lib/store/connection-store";
import { type FoundConnection, requireConnection, requireWritable } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import {
  type BegunWrite,
  beginWrite,
  findRepeated,
  identifyCall,
  type WriteCall,
} from "../operations/begin-write";
import { callCreate } from "../operations/call-create";
import type { SentDraft } from "../operations/claim-draft";
import { leaseEnd } from "../operations/keep-lease";
import { taskLocation } from "../operations/present-operation";
import { repeatCreate, showOpenCreate } from "../operations/repeat-create";
import type { CreateAnswer } from "../operations/write-answer";
import { createsAllowed, spendAct } from "../spend-act";
import { presentTask } from "./present-task";

export interface CreateTaskInput {
  params: { connection: string };
  body: CreateTask;
  idempotencyKey: string | null;
}

/**
 * Creates a task once, however often it is asked for with the same key (contracts.md §4, security.md S4.10). Never a
 * `Task` before the platform gave it an id: 201 with it, else 202 with the operation to follow.
 */
export async function createTask({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: CreateTaskInput;
}): Promise<CreateAnswer> {
  const { body } = input;
  const connection = await requireConnection(ctx, input.params.connection, "change");
  const irreversible = findTaskType(body.type)?.irreversible ?? false;
  if (irreversible) requirePermission(ctx.caller, "irreversible", connection.slug);
  const path = `/connections/${connection.slug}/tasks`;
  const call = identifyCall(ctx, { path, key: input.idempotencyKey, body });
  const repeated = await findRepeated(ctx, call);
  if (repeated) return repeatCreate(ctx, connection, repeated);
  const living = requireWritable(connection);
  const checked = requireValid(body, living, ctx.now());
  // Steps back to the person for a proof last: what cannot be sent anyway is not worth one.
  if (irreversible && ctx.caller.kind === "person") requireRecentProof(ctx.caller, ctx.now());
  await spendAct(ctx, createsAllowed(ctx.caller));
  const begun = await begin(ctx, call, living, { body, targets: checked.targets });
  if (!begun.first) return repeatCreate(ctx, connection, begun.operationId);
  if (body.holdSeconds) return showOpenCreate(ctx, connection, begun.operationId);
  return carryOut(ctx, connection, { ...begun, request: body });
}

async function begin(
  ctx: ServiceContext,
  call: WriteCall,
  connection: StoredConnection,
  { body, targets }: { body: CreateTask; targets: CheckedDraft["targets"] },
): Promise<BegunWrite> {
  const now = ctx.now();
  const sendAt = body.holdSeconds ? new Date(now.getTime() + body.holdSeconds * 1000) : null;
  const draft = draftToSend(ctx, connection, body);
  // Its workbook goes first: until that is there, nothing is sent that could have made a task.
  const isCalled = sendAt === null && !draft?.workbookFor;
  return beginWrite(ctx, call, {
    ...{ connectionId: connection.id, connectionSlug: connection.slug, kind: "create", taskId: null },
    ...{ request: { ...body }, wholeTask: false, total: null, keepsTargets: false },
    ...(targets.kind === "list" ? { targets: targets.ids } : {}),
    ...(draft ? { draft } : {}),
    ...{ reason: body.reason ?? null },
    ...{ state: sendAt ? "held" : "running", sendAt, dueAt: sendAt ?? now },
    callStartedAt: isCalled ? now : null,
    holder: sendAt ? null : { owner: `console:${ctx.requestId}`, until: leaseEnd(now) },
  });
}

function draftToSend(
  { caller }: ServiceContext,
  connection: StoredConnection,
  { draftId, targets, type }: CreateTask,
): SentDraft | undefined {
  const ofFile = targets.kind === "file" ? targets.draftId : undefined;
  if (draftId !== undefined && ofFile !== undefined && draftId !== ofFile) {
    throw new AppError("invalid_input", "The task is not valid.", {
      invalidParams: [{ path: "targets.draftId", message: "must be the draft that is sent" }],
    });
  }
  const sent = draftId ?? ofFile;
  if (sent === undefined) return undefined;
  const workbookFor = ofFile === undefined ? null : type;
  return { draftId: sent, connectionId: connection.id, ownerId: caller.id, workbookFor };
}

function requireValid(body: CreateTask, connection: StoredConnection, now: Date): CheckedDraft {
  const { scheduleAheadMs } = createLimits;
  const { draft, objections } = checkTask(body, { connectionKind: connection.kind, now, scheduleAheadMs });
  if (draft) return draft;
  const invalidParams = objections.map(({ path, message }) => ({ path, message }));
  throw new AppError("invalid_input", "The task is not valid.", { invalidParams });
}

async function carryOut(
  ctx: ServiceContext,
  connection: FoundConnection,
  begun: Parameters<typeof callCreate>[2],
): Promise<CreateAnswer> {
  const sent = await callCreate(ctx, connection, begun);
  if (sent === "unknown") return showOpenCreate(ctx, connection, begun.operationId);
  if ("failed" in sent) throw sent.failed;
  const body = presentTask(sent.task, { caller: ctx.caller, connection, now: ctx.now() });
  return { status: 201, body, location: taskLocation(connection.slug, body.taskId) };
}
