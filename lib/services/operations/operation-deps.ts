import type { LeasedOperation } from "@/lib/domain/stored-operation";
import type { StoredConnection } from "@/lib/store/connection-store";
import type { ServiceDeps } from "../context";

/** What carrying out a write takes; the console and every worker have the same. */
export interface OperationDeps extends Pick<ServiceDeps, "database" | "platformFor" | "sealer" | "log"> {
  now: () => Date;
}

/** Where a line of the audit trail comes from. */
export interface AuditOrigin {
  surface: "page" | "embed" | "api" | "system";
  address: string | null;
  requestId: string | null;
}

/** A worker acts for the person who asked, on its own. */
export const workerOrigin: AuditOrigin = { surface: "system", address: null, requestId: null };

/** One operation in the hands of one process. */
export interface OperationRun {
  deps: OperationDeps;
  operation: LeasedOperation;
  connection: StoredConnection;
  origin: AuditOrigin;
  /** Aborted: no new call goes out. */
  stopping: AbortSignal;
  /** Aborted: the call in hand ends too. */
  cut: AbortSignal;
}
