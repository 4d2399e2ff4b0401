import type { CreateHindrance } from "@/lib/client/may-create";
import type { Task } from "@/lib/contracts/tasks";
import type { Acts } from "./use-acts";

/** What the parts of a task's page around its rows are told. */
export interface AroundRows {
  task: Task;
  acts: Acts;
  /** In a frame: no crumbs, and what cannot be undone is done elsewhere. */
  embedded: boolean;
  /** Why the caller cannot create tasks here, or null. */
  createHindrance: CreateHindrance | null;
}
