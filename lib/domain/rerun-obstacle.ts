import type { CapabilityReason } from "./capabilities";
import type { StoredTask } from "./stored-task";
import { findTaskType } from "./task-types";

type RerunFacts = Pick<StoredTask, "type" | "document" | "timeoutMinutes" | "workbook">;

/**
 * Why a task cannot be made once more for some of its devices; null when it can. By their ids where the type takes a
 * list (sheet §6.2), whatever chose them first; else from the workbook that made the task, cut to their rows.
 */
export function findRerunObstacle(task: RerunFacts): CapabilityReason | null {
  const type = findTaskType(task.type);
  if (!type || type.viewOnly) return "type_not_creatable";
  if (type.group !== "records" && task.document === null) return "document_unknown";
  if (type.platform === "na" && task.timeoutMinutes === null) return "document_unknown";
  if (type.targetSources.includes("list")) return null;
  if (task.workbook === null) return "workbook_missing";
  return task.workbook === "xls" ? "workbook_xls" : null;
}
