import { requireRecentProof } from "@/lib/auth/step-up";
import { type CreateTask, createLimits } from "@/lib/contracts/create-task";
import type { JsonObject } from "@/lib/contracts/json";
import { type CheckedDraft, checkTask } from "@/lib/domain/check-task";
import { findTaskType } from "@/lib/domain/task-types";
import { AppError } from "@/lib/errors";
import type { StoredConnection } from "@/lib/store/connection-store";
import { type FoundConnection, requireWritable } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { type BegunWrite, beginWrite, type WriteCall, type WritePlan } from "../operations/begin-write";
import { callCreate } from "../operations/call-create";
import type { SentDraft } from "../operations/claim-draft";
import { leaseEnd } from "../operations/keep-lease";
import { taskLocation } from "../operations/present-operation";
import { repeatCreate, showOpenCreate } from "../operations/repeat-create";
import type { CreateAnswer } from "../operations/write-answer";
import { createsAllowed, spendAct } from "../spend-act";
import { presentTask } from "./present-task";

/** A task to be made, by whichever way it was asked for. */
export interface Submission {
  kind: "create" | "rerun";
  body: CreateTask;
  /** What is kept beside the body. */
  facts?: JsonObject;
  draft?: SentDraft;
  workbook?: WritePlan["workbook"];
  /** The devices, where the body does not name them. */
  devices?: readonly string[];
}

/** Whether it may be made here at all, and by the caller; before anything is read for it. */
export function isIrreversible(type: string): boolean {
  return findTaskType(type)?.irreversible ?? false;
}

/**
 * Makes the task, at once or once it was held (security.md S4.12): 201 with it when the platform answered, else 202 with
 * the operation to follow. Throws `invalid_input` for what the platform would not take, and the platform's refusals.
 */
export async function submitTask(
  ctx: ServiceContext,
  connection: FoundConnection,
  call: WriteCall,
  submission: Submission,
): Promise<CreateAnswer> {
  const { body } = submission;
  const living = requireWritable(connection);
  const { targets } = requireValid(body, living, ctx.now());
  // Steps back to the person for a proof last: what cannot be sent anyway is not worth one.
  if (isIrreversible(body.type) && ctx.caller.kind === "person") requireRecentProof(ctx.caller, ctx.now());
  await spendAct(ctx, createsAllowed(ctx.caller));
  const request = { ...body, ...submission.facts };
  const begun = await begin(ctx, call, living, { ...submission, request, targets });
  if (!begun.first) return repeatCreate(ctx, connection, begun.operationId);
  if (body.holdSeconds) return showOpenCreate(ctx, connection, begun.operationId);
  return carryOut(ctx, connection, { ...begun, request });
}

async function begin(
  ctx: ServiceContext,
  call: WriteCall,
  connection: StoredConnection,
  {
    kind,
    body,
    request,
    targets,
    devices,
    draft,
    workbook,
  }: Submission & { request: JsonObject; targets: CheckedDraft["targets"] },
): Promise<BegunWrite> {
  const now = ctx.now();
  const sendAt = body.holdSeconds ? new Date(now.getTime() + body.holdSeconds * 1000) : null;
  // Its workbook goes first: until that is there, nothing is sent that could have made a task.
  const isCalled = sendAt === null && !draft?.workbookFor && !workbook;
  const set = targets.kind === "list" ? targets.ids : devices;
  return beginWrite(ctx, call, {
    ...{ connectionId: connection.id, connectionSlug: connection.slug, kind, taskId: null },
    ...{ request, wholeTask: false, total: null, keepsTargets: false },
    ...(set ? { targets: set } : {}),
    ...(draft ? { draft } : {}),
    ...(workbook ? { workbook } : {}),
    ...{ reason: body.reason ?? null },
    ...{ state: sendAt ? "held" : "running", sendAt, dueAt: sendAt ?? now },
    callStartedAt: isCalled ? now : null,
    holder: sendAt ? null : { owner: `console:${ctx.requestId}`, until: leaseEnd(now) },
  });
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
