import type { JsonObject } from "@/lib/contracts/json";
import type {
  OperationCandidate,
  OperationError,
  OperationKind,
  OperationState,
} from "@/lib/contracts/operations";
import type { PersonRef } from "@/lib/contracts/tasks";

/** A write as Muster keeps it, from the click to the last answer (architecture: one write). */
export interface StoredOperation {
  id: string;
  connectionId: number;
  kind: OperationKind;
  state: OperationState;
  /** The platform's id; null until a create is known to have made one. */
  taskId: string | null;
  /** `{}`: the platform decides the set, in one call. */
  wholeTask: boolean;
  total: number | null;
  succeeded: number;
  failed: number;
  error: OperationError | null;
  /** Tasks a lost create may have made, when several can be it: a person chooses. */
  candidates: OperationCandidate[];
  /** Who took it back before it was sent; `at` is ISO 8601 UTC. */
  takenBack: TakenBack | null;
  createdAt: Date;
  createdBy: PersonRef;
  sendAt: Date | null;
  /** Set before the platform is called: a process that dies after it leaves an unknown answer. */
  callStartedAt: Date | null;
  callEndedAt: Date | null;
  platformRequestId: string | null;
  /** When a worker looks at it next; null: nothing left to do without a person. */
  dueAt: Date | null;
  /** Looks or attempts so far, in the present state. */
  tries: number;
  /** The draft a create was sent from; it has this operation until that fails or is taken back. */
  draftId: string | null;
  /** The workbook it sends, as it was when it was confirmed. */
  fileId: string | null;
  /** Where that workbook lies on the platform, as far as we know. */
  platformFileId: string | null;
  /** Why, in the words of who asked. */
  reason: string | null;
  /** What a create is to make; null for everything else. */
  wanted: WantedTask | null;
}

export interface TakenBack {
  by: string;
  at: string;
}

export interface WantedTask {
  name: string;
  type: string;
  /** The platform's id of the task whose subtasks run anew. */
  rerunOf: string | null;
}

/** Whether a write of this kind ends with a new task. */
export const makesTask = (kind: OperationKind): boolean => kind === "create" || kind === "rerun";

/** The right to write to an operation: a higher `fence` means that somebody else took over. */
export interface OperationLease {
  operationId: string;
  fence: number;
}

/** An operation in the hands of whoever carries it out, with what only they need. */
export interface LeasedOperation extends StoredOperation {
  /** What was asked for, as it was accepted: a create's body (30,000 ids) or a selection. Never a secret. */
  request: JsonObject;
  lease: OperationLease;
}
