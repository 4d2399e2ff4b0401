import { createHash } from "node:crypto";
import { writeAudit } from "@/lib/store/audit-store";
import { inTransaction } from "@/lib/store/db";
import type { ServiceContext } from "../context";
import { originOf } from "../operations/audit-operation";

export interface ExportAct {
  action: "task.export" | "tasks.export";
  /** Slug. */
  connection: string;
  /** The task; null for the list of them. */
  subject: string | null;
  count: number;
  /** What was asked for. */
  query: object;
}

/**
 * Before the first byte: no line, no export (security.md S4.6). The set is named by the hash of what was asked, since its
 * ids, up to a million, are only read while they are sent.
 */
export async function auditExport(ctx: ServiceContext, act: ExportAct): Promise<void> {
  const { caller, deps } = ctx;
  const asked = JSON.stringify(act.query);
  await inTransaction(deps.database, (tx) =>
    writeAudit(tx, {
      actor: { id: caller.id, name: caller.name, kind: caller.kind },
      ...originOf(ctx),
      ...{ action: act.action, connection: act.connection, subject: act.subject, result: "ok" },
      targets: { count: act.count, hash: createHash("sha256").update(asked).digest("hex"), sample: [] },
      reason: asked,
    }),
  );
}
