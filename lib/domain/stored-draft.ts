import type { DraftKind, DraftStep } from "@/lib/contracts/drafts";
import type { JsonObject } from "@/lib/contracts/json";

/** A draft or template as lists have it, without what its fields hold. */
export interface StoredDraft {
  id: string;
  connectionId: number;
  kind: DraftKind;
  name: string;
  type: string | null;
  step: DraftStep;
  targetCount: number;
  /** Grows with every save. */
  version: number;
  fileId: string | null;
  /** The task it was copied from. */
  clonedFrom: string | null;
  owner: { id: string; name: string };
  createdAt: Date;
  updatedAt: Date;
  /** The operation it was sent by, while that is under way and after it made a task; null when it made none. */
  sent: { operationId: string; taskId: string | null } | null;
}

/** With everything; the pasted ids may be megabytes. */
export interface WholeDraft extends StoredDraft {
  /** As the build that wrote it knew its fields. */
  content: JsonObject;
  targetsText: string;
}
