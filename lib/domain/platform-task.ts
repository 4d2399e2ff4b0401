import type { JsonObject } from "@/lib/contracts/json";
import type { Progress, TaskPolicy } from "@/lib/contracts/tasks";

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

/** What a create sends, already checked against the sheet's limits. */
export interface TaskDraft {
  name: string;
  type: string;
  appId: string | null;
  mode: string | null;
  extInfo: JsonObject | null;
  needConfirm: boolean | null;
  targets: { kind: "list"; ids: string[] } | { kind: "groups"; groupIds: string[] };
  document: JsonObject | null;
  policy: TaskPolicy;
}
