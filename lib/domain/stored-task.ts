import type { JsonObject } from "@/lib/contracts/json";
import type { PersonRef, Progress, TargetKind, TaskPolicy } from "@/lib/contracts/tasks";
import type { TargetCriteria, TaskTag } from "./platform-task";
import type { SnapshotFacts } from "./snapshot";

/** What a task was aimed at. The whole list of device ids stays in the store: up to 30,000 of them. */
export interface StoredTargets {
  kind: TargetKind;
  count: number;
  /** The first few device ids, in the order they were given. */
  sample: string[];
  groupIds: string[];
  fileName: string | null;
  /** Legacy: what chose the devices, where that is no list and no group ids. */
  criteria: TargetCriteria | null;
}

/** A task as Muster keeps it: what the platform last said, and what only Muster knows (creator, origin, space). */
export interface StoredTask {
  /** Our own number; `taskId` is the platform's. */
  id: number;
  connectionId: number;
  taskId: string;
  name: string;
  type: string;
  status: string;
  platformStatus: string;
  statusDescription: string | null;
  mode: string | null;
  extInfo: JsonObject | null;
  needConfirm: boolean | null;
  appId: string | null;
  targets: StoredTargets;
  document: JsonObject | null;
  policy: TaskPolicy;
  progress: Progress;
  createdAt: Date;
  createdBy: PersonRef | null;
  rerunOf: string | null;
  clonedFrom: string | null;
  /** Of a type that takes nothing else than a workbook: whether its own is kept here, and what it is; else null. */
  workbook: "xlsx" | "xls" | null;
  /** Legacy only: how long devices may take, and the tags; null where the platform did not say. */
  timeoutMinutes: number | null;
  tags: TaskTag[] | null;
  snapshot: SnapshotFacts;
}
