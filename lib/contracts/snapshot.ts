import * as z from "zod";
import { Instant } from "./json";

export const SnapshotState = z.enum(["live", "fresh", "stale", "unreachable", "deleted"]);
export type SnapshotState = z.infer<typeof SnapshotState>;

/** How old the data is and how complete; on every answer that comes from the store. */
export const Snapshot = z.strictObject({
  fetchedAt: Instant.nullable(),
  state: SnapshotState,
  reason: z.string().optional(),
  since: Instant.optional(),
  nextReadAt: Instant.optional(),
  final: z.boolean(),
  subtasksComplete: z.boolean(),
  subtasksRead: z.int().min(0),
  subtasksTotal: z.int().min(0),
  missingTypes: z.array(z.string()).optional(),
  /** The rows were dropped to save space (`MUSTER_RETENTION_DAYS`, `_GB`): lists are empty, counts and causes stay. */
  rowsDroppedAt: Instant.optional(),
});
export type Snapshot = z.infer<typeof Snapshot>;
