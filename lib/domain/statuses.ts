/** Task words of the platform, its spelling kept (sheet §10.1), plus the legacy `Timeout` (§13.5). */
export const taskStatuses = [
  "Initializing",
  "Waitting",
  "Processing",
  "Stopping",
  "Success",
  "PartialSuccess",
  "Fail",
  "Stopped",
  "Timeout",
] as const;

/** Subtask words of the platform plus the legacy `Timeout` (sheet §10.2, §13.6). */
export const subtaskStatuses = [
  "Success",
  "Fail",
  "Timeout",
  "Stopped",
  "Removed",
  "FailWaitRetry",
  "Processing",
  "Waitting",
] as const;

export const finalTaskStatuses: readonly string[] = [
  "Success",
  "PartialSuccess",
  "Fail",
  "Stopped",
  "Timeout",
];
const finalTask = new Set(finalTaskStatuses);
const finalSubtask = new Set<string>(["Success", "Fail", "Timeout", "Stopped", "Removed"]);
const failedSubtask = new Set<string>(["Fail", "FailWaitRetry", "Timeout"]);

/** An unknown word is not final: the task stays followed until the platform says a word we know. */
export const isFinalTaskStatus = (status: string): boolean => finalTask.has(status);
/** The platform is still working out targets and making subtasks: none yet says nothing (sheet §10.1). */
export const isStartingTaskStatus = (status: string): boolean => status === "Initializing";
export const isFinalSubtaskStatus = (status: string): boolean => finalSubtask.has(status);
/** Rows that carry a cause and count in `summary.byError`. */
export const isFailedSubtaskStatus = (status: string): boolean => failedSubtask.has(status);

/** Subtasks a retry with `{}` takes (sheet §6.7). */
export const retryableSubtaskStatuses: readonly string[] = ["Fail", "FailWaitRetry", "Stopped"];
