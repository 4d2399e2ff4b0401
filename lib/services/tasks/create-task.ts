import { requirePermission } from "@/lib/auth/access";
import type { CreateTask } from "@/lib/contracts/create-task";
import { AppError } from "@/lib/errors";
import type { StoredConnection } from "@/lib/store/connection-store";
import { requireConnection, requireWritable } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { findRepeated, identifyCall } from "../operations/begin-write";
import type { SentDraft } from "../operations/claim-draft";
import { repeatCreate } from "../operations/repeat-create";
import type { CreateAnswer } from "../operations/write-answer";
import { isIrreversible, submitTask } from "./submit-task";

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
  if (isIrreversible(body.type)) requirePermission(ctx.caller, "irreversible", connection.slug);
  const path = `/connections/${connection.slug}/tasks`;
  const call = identifyCall(ctx, { path, key: input.idempotencyKey, body });
  const repeated = await findRepeated(ctx, call);
  if (repeated) return repeatCreate(ctx, connection, repeated);
  const draft = draftToSend(ctx, requireWritable(connection), body);
  return submitTask(ctx, connection, call, { kind: "create", body, ...(draft ? { draft } : {}) });
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
