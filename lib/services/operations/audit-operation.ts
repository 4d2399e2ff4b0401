import type { StoredOperation } from "@/lib/domain/stored-operation";
import type { AuditEntry } from "@/lib/store/audit-store";
import type { AuditOrigin } from "./operation-deps";

/** A line about a write: whoever carries it out, the actor is the one who asked for it. */
export function auditLine(
  operation: Pick<StoredOperation, "id" | "kind" | "taskId" | "createdBy">,
  place: { connection: string; origin: AuditOrigin },
  what: Pick<AuditEntry, "result"> & Partial<Pick<AuditEntry, "targets" | "reason" | "platformRequestId">>,
): AuditEntry {
  const { id, name, kind } = operation.createdBy;
  return {
    actor: { id, name, kind: kind === "token" ? "token" : "person" },
    ...place.origin,
    action: `task.${operation.kind}`,
    connection: place.connection,
    subject: operation.taskId,
    operationId: operation.id,
    ...what,
  };
}
