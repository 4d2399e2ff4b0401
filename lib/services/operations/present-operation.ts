import type { Operation, TargetResult } from "@/lib/contracts/operations";
import { defaultPageSize, type Page } from "@/lib/contracts/page";
import type { StoredOperation } from "@/lib/domain/stored-operation";

export interface ResultPage {
  results: TargetResult[];
  page: Page;
}

/** A write as the API shows it. Without a page of results it says how many there are, so that they can be asked for. */
export function presentOperation(operation: StoredOperation, shown?: ResultPage): Operation {
  const answered = operation.succeeded + operation.failed;
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
  };
}

/** Below `/api/v1`: what a `Location` names. */
export function operationLocation(slug: string, operationId: string): string {
  return `/connections/${slug}/operations/${operationId}`;
}

export function taskLocation(slug: string, taskId: string): string {
  return `/connections/${slug}/tasks/${taskId}`;
}
