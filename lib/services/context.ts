import type { Caller } from "@/lib/auth/caller";
import type { Platform } from "@/lib/iotda/platform";
import type { Database } from "@/lib/store/db";

/** The lines a service writes to the log: allow-listed fields and one message, never a value from outside. */
export interface ServiceLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** What services work with, made once per process by the composition root. */
export interface ServiceDeps {
  database: Database;
  /** The client of a connection's platform; calls of people go in its people lane. */
  platformFor: (connection: { id: number }) => Promise<Platform>;
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
