import { mayDo } from "@/lib/auth/access";
import type { Caller } from "@/lib/auth/caller";
import type { Operation, TargetResult } from "@/lib/contracts/operations";
import { defaultPageSize, type Page } from "@/lib/contracts/page";
import type { StoredOperation, WantedTask } from "@/lib/domain/stored-operation";

export interface ResultPage {
  results: TargetResult[];
  page: Page;
}

/** Who looks, where, and when by the server's clock. */
export interface OperationViewer {
  caller: Caller;
  slug: string;
  now: Date;
}

/** A write as the API shows it. Without a page of results it says how many there are, so that they can be asked for. */
export function presentOperation(
  operation: StoredOperation,
  { caller, slug, now }: OperationViewer,
  shown?: ResultPage,
): Operation {
  const answered = operation.succeeded + operation.failed;
  const isMine = caller.id === operation.createdBy.id;
  return {
    id: operation.id,
    kind: operation.kind,
    state: operation.state,
    taskId: operation.taskId,
    ...(operation.sendAt ? { sendAt: operation.sendAt.toISOString() } : {}),
    createdAt: operation.createdAt.toISOString(),
    createdBy: operation.createdBy,
    total: operation.total,
    succeeded: operation.succeeded,
    failed: operation.failed,
    results: shown?.results ?? [],
    page: shown?.page ?? {
      total: answered,
      nextCursor: null,
      page: null,
      pages: Math.ceil(answered / defaultPageSize),
    },
    ...(operation.error ? { error: operation.error } : {}),
    ...(operation.wanted
      ? { create: presentWanted(operation.wanted, isMine ? operation.draftId : null) }
      : {}),
    // Who creates or re-runs is told that the reason is for the audit log, which not everybody may read.
    ...(operation.kind === "delete" && operation.reason !== null ? { reason: operation.reason } : {}),
    ...(operation.state === "held"
      ? { mayTakeBack: mayTakeBack(caller, slug, operation), sendsInMs: sendsIn(operation, now) }
      : {}),
    ...(operation.takenBack ? { takenBack: operation.takenBack } : {}),
    ...(operation.candidates.length > 0 ? { candidates: operation.candidates } : {}),
  };
}

function presentWanted({ rerunOf, ...wanted }: WantedTask, draftId: string | null): Operation["create"] {
  return { ...wanted, draftId, ...(rerunOf === null ? {} : { rerunOf }) };
}

function sendsIn({ sendAt }: StoredOperation, now: Date): number {
  return Math.max(0, (sendAt ?? now).getTime() - now.getTime());
}

/** What was not sent yet is its maker's to take back, and an administrator's. */
export function mayTakeBack(
  caller: Caller,
  slug: string,
  { createdBy }: Pick<StoredOperation, "createdBy">,
): boolean {
  return caller.id === createdBy.id || mayDo(caller, "administer", slug);
}

/** Below `/api/v1`: what a `Location` names. */
export function operationLocation(slug: string, operationId: string): string {
  return `/connections/${slug}/operations/${operationId}`;
}

export function taskLocation(slug: string, taskId: string): string {
  return `/connections/${slug}/tasks/${taskId}`;
}
