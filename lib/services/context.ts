import type { Caller } from "@/lib/auth/caller";
import type { Platform } from "@/lib/iotda/platform";
import type { Database } from "@/lib/store/db";
import type { Sealer } from "@/lib/store/seal";
import type { WorkbookChecker } from "@/lib/workbook/checker";

/** What a line of the log may name; the logger drops everything else (security.md S4.5). */
export interface ServiceLogFields {
  requestId?: string;
  connectionId?: number;
  taskId?: string | null;
  operationId?: string;
  kind?: string;
  state?: string;
  code?: string;
  count?: number;
  error?: unknown;
}

export interface ServiceLog {
  info(fields: ServiceLogFields, message: string): void;
  warn(fields: ServiceLogFields, message: string): void;
  error(fields: ServiceLogFields, message: string): void;
}

/** What services work with, made once per process by the composition root. */
export interface ServiceDeps {
  database: Database;
  /** The client of a connection's platform; it takes its calls from the budget all processes share. */
  platformFor: (connection: { id: number }) => Promise<Platform>;
  /** Seals the secrets of connections, and workbooks, before they are stored. */
  sealer: Sealer;
  /** Reads workbooks away from everything else. */
  workbooks: WorkbookChecker;
  /** `MUSTER_ALLOWED_ENDPOINTS`: where a connection made in the settings may point to beside the vendor's hosts. */
  allowedHosts: readonly string[];
  /** Waits that long; tests pass one that moves their own clock. */
  sleep: (milliseconds: number) => Promise<void>;
  log: ServiceLog;
}

/** Who asks, when and with what: the first argument of every verb. */
export interface ServiceContext {
  caller: Caller;
  requestId: string;
  /** The caller's network address, for the audit trail. */
  address: string | null;
  now: () => Date;
  deps: ServiceDeps;
}
