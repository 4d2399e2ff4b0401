import { createHash, randomUUID } from "node:crypto";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { OperationLease } from "@/lib/domain/stored-operation";
import { AppError } from "@/lib/errors";
import { writeAudit } from "@/lib/store/audit-store";
import { inTransaction, type Tx } from "@/lib/store/db";
import { type CallKey, findFirstCall, takeKey } from "@/lib/store/idempotency-store";
import { wantedOf } from "@/lib/store/operation-row";
import { findRequest, insertOperation, type NewOperation } from "@/lib/store/operation-store";
import { insertTargets } from "@/lib/store/operation-target-store";
import { keepFile, type NewStoredFile } from "@/lib/store/stored-file-store";
import type { ServiceContext } from "../context";
import { auditLine, originOf } from "./audit-operation";
import { claimForSend, DraftSentError, type SentDraft } from "./claim-draft";

/** A call that must not happen twice: whose it is, its key, and a hash of what it asks for. */
export interface WriteCall {
  key: CallKey;
  bodyHash: string;
}

export function identifyCall(
  ctx: ServiceContext,
  call: { path: string; key: string | null; body: unknown },
): WriteCall {
  if (!call.key) {
    throw new AppError("invalid_input", "This call needs the header Idempotency-Key.", {
      invalidParams: [{ path: "Idempotency-Key", message: "is needed" }],
    });
  }
  return {
    key: { actor: ctx.caller.id, method: "POST", path: call.path, key: call.key },
    bodyHash: hashBody(call.body),
  };
}

function hashBody(body: unknown): string {
  return createHash("sha256").update(canonicalJson(body)).digest("hex");
}

/** The operation an earlier call with this key began; null when this is the first. */
export async function findRepeated(ctx: ServiceContext, call: WriteCall): Promise<string | null> {
  const first = await findFirstCall(ctx.deps.database.prisma, call.key, ctx.now());
  if (!first) return null;
  if (first.bodyHash === call.bodyHash) return first.operationId;
  throw new AppError("conflict", "This Idempotency-Key was used for another request.", {
    hint: "idempotency_key_reused",
  });
}

/** What a write is, before it has an id. */
export type WritePlan = Omit<NewOperation, "id" | "createdAt" | "createdBy" | "draftId" | "fileId"> & {
  connectionSlug: string;
  /** Tied to the operation: it can be sent by one at a time. */
  draft?: SentDraft;
  /** The exact devices, as the audit trail counts and hashes them; absent when the platform chooses. */
  targets?: readonly string[];
  /** Kept with the operation, which sends it. */
  workbook?: { file: NewStoredFile; content: Uint8Array };
  /** Whether the devices get results of their own. */
  keepsTargets: boolean;
  /** Runs first, in the same transaction; throws `UnderWayError` when somebody is doing the very same. */
  guard?: (tx: Tx) => Promise<void>;
};

/** An operation that is not over does what another one was to do. */
export class UnderWayError extends Error {
  constructor(readonly operationId: string) {
    super("the same is under way already");
    this.name = "UnderWayError";
  }
}

export type BegunWrite =
  | { first: true; operationId: string; lease: OperationLease }
  | { first: false; operationId: string };

/**
 * Key, draft, operation, its devices and the line about the intent, all in one transaction and all before the platform
 * is called: without these rows nothing is sent (F33, F43). Of two calls at once, by one key or from one draft, the
 * second gets the first one's. Without a `call` the plan's guard alone says what is the same.
 */
export async function beginWrite(
  ctx: ServiceContext,
  call: WriteCall | null,
  plan: WritePlan,
): Promise<BegunWrite> {
  const operationId = randomUUID();
  try {
    const lease = await insertWrite(ctx, call, plan, operationId);
    if (lease) return { first: true, operationId, lease };
  } catch (error) {
    if (error instanceof UnderWayError) return { first: false, operationId: error.operationId };
    if (!(error instanceof DraftSentError) || call === null) throw error;
    return { first: false, operationId: await requireSameBody(ctx, call, error.operationId) };
  }
  const repeated = call && (await findRepeated(ctx, call));
  // The first one failed and freed its key between the two looks: this call may be the next first one.
  return repeated ? { first: false, operationId: repeated } : beginWrite(ctx, call, plan);
}

/** Null: another call has the key. */
async function insertWrite(
  ctx: ServiceContext,
  call: WriteCall | null,
  plan: WritePlan,
  operationId: string,
): Promise<OperationLease | null> {
  const { connectionSlug, targets, keepsTargets, draft, workbook, guard, ...columns } = plan;
  const { database, sealer } = ctx.deps;
  const { id, name, kind } = ctx.caller;
  return inTransaction(database, async (tx) => {
    const first = call && { bodyHash: call.bodyHash, operationId };
    if (first && !(await takeKey(tx, call.key, first, ctx.now()))) return null;
    await guard?.(tx);
    const claimed = draft && (await claimForSend(tx, operationId, draft));
    const kept = workbook && (await keepFile(tx, workbook.file, workbook.content, sealer));
    const operation: NewOperation = {
      ...columns,
      ...{ id: operationId, createdAt: ctx.now(), createdBy: { id, name, kind } },
      ...{ draftId: draft?.draftId ?? null, fileId: claimed?.fileId ?? kept?.id ?? null },
    };
    const made = await insertOperation(tx, operation);
    if (targets && keepsTargets) await insertTargets(tx, operation.id, targets);
    const place = { connection: connectionSlug, origin: originOf(ctx) };
    const reason = plan.reason ?? undefined;
    const wanted = wantedOf(operation.kind, operation.request);
    const set = targets ?? claimed?.targets;
    await writeAudit(
      tx,
      auditLine({ ...operation, wanted }, place, { result: "intent", targets: set, reason }),
    );
    return made;
  });
}

/** What a draft was sent as answers whoever asks for the same again, under whatever key. */
async function requireSameBody(ctx: ServiceContext, call: WriteCall, operationId: string): Promise<string> {
  const request = await findRequest(ctx.deps.database.prisma, operationId);
  if (request && hashBody(request) === call.bodyHash) return operationId;
  throw new AppError("conflict", "This draft was sent already, with other content.", { hint: "draft_sent" });
}
