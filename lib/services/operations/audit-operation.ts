import type { StoredOperation, WantedTask } from "@/lib/domain/stored-operation";
import type { AuditEntry } from "@/lib/store/audit-store";
import type { ServiceContext } from "../context";
import type { AuditOrigin } from "./operation-deps";

/** A line about a write: whoever carries it out, the actor is the one who asked for it. */
export function auditLine(
  operation: Pick<StoredOperation, "id" | "kind" | "taskId" | "createdBy"> &
    Partial<Pick<StoredOperation, "wanted">>,
  place: { connection: string; origin: AuditOrigin },
  what: Pick<AuditEntry, "result"> & Partial<Pick<AuditEntry, "targets" | "reason" | "platformRequestId">>,
): AuditEntry {
  const { id, name, kind } = operation.createdBy;
  return {
    actor: { id, name, kind: kind === "token" ? "token" : "person" },
    ...place.origin,
    action: `task.${operation.kind}`,
    connection: place.connection,
    subject: subjectOf(operation),
    operationId: operation.id,
    ...what,
  };
}

/** A line about what somebody else than its maker, or its maker later, did to a write. */
export function personLine(
  ctx: ServiceContext,
  operation: Pick<StoredOperation, "id" | "taskId" | "wanted">,
  what: Pick<AuditEntry, "action" | "connection" | "result"> & Partial<Pick<AuditEntry, "reason">>,
): AuditEntry {
  const { caller } = ctx;
  const actor = { id: caller.id, name: caller.name, kind: caller.kind };
  return { actor, ...originOf(ctx), subject: subjectOf(operation), operationId: operation.id, ...what };
}

/** The task it is about; a re-run is about its original until it has made one. */
function subjectOf({ taskId, wanted }: { taskId: string | null; wanted?: WantedTask | null }): string | null {
  return taskId ?? wanted?.rerunOf ?? null;
}

/** Where a caller's line comes from. */
export function originOf({ caller, address, requestId }: ServiceContext): AuditOrigin {
  return { surface: caller.surface, address, requestId };
}
