import type { PersonRef } from "@/lib/contracts/tasks";
import type { PlatformTask, TaskDraft } from "@/lib/domain/platform-task";

/** What the platform said about a task, and what Muster knows besides. */
export interface SeenTask {
  connectionId: number;
  task: PlatformTask;
  /** When the platform answered. An answer older than what is stored changes nothing. */
  fetchedAt: Date;
  source: "create" | "list" | "show";
  /** What v5 never tells (sheet §6.1): null or absent keeps what is known, or takes what the task itself tells. */
  appId?: string | null;
  createdBy?: PersonRef | null;
  rerunOf?: string | null;
  clonedFrom?: string | null;
  targets?: TaskDraft["targets"];
  /** Of a workbook we sent: its name here. */
  fileName?: string | null;
  /** False: the caller is reading the task's rows and plans the next read itself. */
  makeDue?: boolean;
}
