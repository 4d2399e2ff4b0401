import type { Platform } from "@/lib/iotda/platform";
import type { Database } from "@/lib/store/db";
import type { Sealer } from "@/lib/store/seal";
import type { SyncLog } from "./sync-log";

export interface SyncDeps {
  database: Database;
  platformFor: (connection: { id: number }) => Promise<Platform>;
  /** Seals what new devices sign in with before it is stored. */
  sealer: Sealer;
  now: () => Date;
  log: SyncLog;
  /** Pages of one task read at once. */
  pageConcurrency: number;
  /** Up to how many subtasks a running task is read whole (550). */
  smallTask?: number;
}
