import type { JsonObject } from "@/lib/contracts/json";
import type { Progress, TaskPolicy } from "@/lib/contracts/tasks";
import type { SecretFields } from "./secret-fields";

/**
 * A batch task as a platform described it, in our words (sheet §6.1). Null means the platform did not say:
 * unknown is never turned into zero or into a default.
 */
export interface PlatformTask {
  taskId: string;
  name: string;
  type: string;
  /** v5 word; legacy words are already mapped. An unknown word passes through. */
  status: string;
  /** The word as the platform sent it. */
  platformStatus: string;
  statusDescription: string | null;
  mode: string | null;
  extInfo: JsonObject | null;
  needConfirm: boolean | null;
  /** Device ids as echoed, up to 30,000. */
  targets: string[] | null;
  groupIds: string[] | null;
  fileId: string | null;
  document: JsonObject | null;
  policy: TaskPolicy;
  progress: Progress | null;
  /** ISO 8601 UTC. */
  createdAt: string | null;
  /** Who made it by the platform's own account of it (legacy only, sheet §13.5). */
  operator: string | null;
  /** Legacy only (sheet §13.4, §13.5): how long devices may take. */
  timeoutMinutes: number | null;
  /** Legacy only; null when they were not asked for. */
  tags: TaskTag[] | null;
  /** Legacy only: what chose the devices, where that is no list and no group ids. */
  criteria: TargetCriteria | null;
  /** The application it belongs to. Legacy only (sheet §13.5): v5 never tells it (§6.1). */
  appId?: string | null;
  /**
   * The counters do not tell waiting from processing: what is unfinished stands as one sum in either. Legacy only
   * (sheet §13.5); the subtasks tell (`open-split.ts`).
   */
  openUntold?: boolean;
}

/** One subtask row as the platform described it (sheet §6.1 TaskDetail): no id, no times, no attempt. */
export interface PlatformSubtask {
  target: string;
  status: string;
  platformStatus: string;
  output: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  commandId: string | null;
  /** What was taken out of `output`: what a new device signs in with (createDevices only). */
  secrets?: SecretFields;
}

/** A page of rows: `total` matches the filters, `marker` continues after the last row; null at the end. */
export interface PlatformPage<Row> {
  rows: Row[];
  total: number;
  marker: string | null;
}

export interface PlatformTargetResult {
  target: string;
  status: "success" | "failure";
  errorCode: string | null;
  errorMessage: string | null;
}

export interface TaskTag {
  name: string;
  value: string;
}

/** The ways a legacy task chooses its devices beside lists and group ids (sheet §13.4). */
export type TargetCriteria =
  | { kind: "deviceType"; deviceType: string; manufacturerId: string; model: string }
  | { kind: "area"; deviceLocation: string }
  | { kind: "groupNames"; names: string[] }
  | { kind: "broadcast" };

export type DraftTargets =
  | { kind: "list"; ids: string[] }
  | { kind: "groups"; groupIds: string[] }
  /** A file stored on the platform (sheet §7). */
  | { kind: "file"; fileId: string }
  | TargetCriteria;

/** What only a legacy create takes (sheet §13.4). */
export interface LegacyDraft {
  timeoutMinutes: number;
  tags: TaskTag[];
  callbackUrl: string | null;
  maxRetransmit: number | null;
  groupTag: string | null;
}

/** What a create sends, already checked against the sheet's limits. */
export interface TaskDraft {
  name: string;
  type: string;
  appId: string | null;
  mode: string | null;
  extInfo: JsonObject | null;
  needConfirm: boolean | null;
  targets: DraftTargets;
  document: JsonObject | null;
  policy: TaskPolicy;
  /** Null for v5. */
  legacy: LegacyDraft | null;
}
