import type { DraftContent, DraftKind, DraftStep } from "@/lib/contracts/drafts";

/** A draft or template as Muster keeps it, without the pasted ids: these may be megabytes. */
export interface StoredDraft {
  id: string;
  connectionId: number;
  kind: DraftKind;
  name: string;
  type: string | null;
  step: DraftStep;
  content: DraftContent;
  targetCount: number;
  /** Grows with every save. */
  version: number;
  fileId: string | null;
  owner: { id: string; name: string };
  createdAt: Date;
  updatedAt: Date;
  /** The operation it was sent by, while that is under way and after it made a task; null when it made none. */
  sent: { operationId: string; taskId: string | null } | null;
}
