import type { Progress } from "@/lib/contracts/tasks";
import type { PlatformSubtask, PlatformTask } from "@/lib/domain/platform-task";
import { isFinalTaskStatus, retryableSubtaskStatuses } from "@/lib/domain/statuses";
import { AppError } from "@/lib/errors";
import type { TasksPlatform } from "@/lib/iotda/platform";
import type { OperationRun } from "./operation-deps";

/** Writes about subtasks of one task: the same body, the same answer, the same way to carry them out. */
export type SelectionKind = "retry" | "stop" | "confirm";

/**
 * What a look at the platform says of a call whose answer was lost: it has `arrived`; what it was about is `untouched`,
 * so it is sent again; or it is not `told`, and nothing is sent.
 */
export type LostVerdict = "arrived" | "untouched" | "untold";

interface Kind {
  call: "retryTask" | "stopTask" | "confirmTask";
  /** Subtasks the platform takes with it, and what they are called in the counters. */
  takes: readonly string[];
  counters: readonly (keyof Progress)[];
  /** Where it leads: a subtask of such a status was taken. */
  leadsTo: readonly string[];
  /** A look at the task that says of a `{}` call what the counters cannot; null: these decide. */
  ofWholeTask: (task: PlatformTask) => LostVerdict | null;
}

/** THE table of what differs between them. */
export const selectionKinds: Readonly<Record<SelectionKind, Kind>> = {
  /** Sheet §6.7, §10.2: failed and stopped ones begin anew; they leave the three counters by nothing else. */
  retry: {
    call: "retryTask",
    takes: retryableSubtaskStatuses,
    counters: ["fail", "failWaitRetry", "stopped"],
    leadsTo: ["Waitting", "Processing", "Success"],
    ofWholeTask: () => null,
  },
  /** Sheet §6.8, §10.1: subtasks also end by themselves, so the counters prove nothing; the task is `Stopping` at once. */
  stop: {
    call: "stopTask",
    takes: ["Processing", "Waitting", "FailWaitRetry"],
    counters: ["processing", "waiting", "failWaitRetry"],
    leadsTo: ["Stopped"],
    ofWholeTask: ({ status }) => {
      if (status === "Stopping" || status === "Stopped") return "arrived";
      return isFinalTaskStatus(status) ? "untold" : "untouched";
    },
  },
  /** Sheet §6.9: waiting ones begin; they leave that counter only so, or by a stop. */
  confirm: {
    call: "confirmTask",
    takes: ["Waitting"],
    counters: ["waiting"],
    leadsTo: ["Processing", "Success", "Fail", "FailWaitRetry"],
    ofWholeTask: ({ status }) => (status === "Stopping" || status === "Stopped" ? "untold" : null),
  },
};

export function requireSelectionKind({ operation }: Pick<OperationRun, "operation">): SelectionKind {
  const { kind } = operation;
  if (kind === "retry" || kind === "stop" || kind === "confirm") return kind;
  throw new AppError("internal", "Not a write about subtasks.");
}

export function requireTaskId({ operation }: Pick<OperationRun, "operation">): string {
  if (operation.taskId) return operation.taskId;
  throw new AppError("internal", "A write without its task.");
}

/** Calls the platform for these devices, or (null) for all it takes. */
export function sendSelection(
  kind: SelectionKind,
  platform: TasksPlatform,
  ...call: Parameters<TasksPlatform["retryTask"]>
): ReturnType<TasksPlatform["retryTask"]> {
  return platform[selectionKinds[kind].call](...call);
}

/** Of one subtask, with its task as of the same moment; one the task does not have was touched by nothing. */
export function judgeSubtask(
  kind: SelectionKind,
  { task, row }: { task: PlatformTask; row: PlatformSubtask | undefined },
  now: Date,
): LostVerdict {
  if (row === undefined) return "untouched";
  const { takes, leadsTo } = selectionKinds[kind];
  // A consent before the start is only noted: the subtask goes on waiting.
  if (kind === "confirm" && startsLater(task, now) && takes.includes(row.status)) return "untold";
  if (takes.includes(row.status)) return "untouched";
  return leadsTo.includes(row.status) ? "arrived" : "untold";
}

/** Of a `{}` call; `before` is what `countTakes` said before it went out. */
export function judgeWholeTask(
  kind: SelectionKind,
  { task, before }: { task: PlatformTask; before: unknown },
  now: Date,
): LostVerdict {
  const told = selectionKinds[kind].ofWholeTask(task);
  if (told) return told;
  const left = countTakes(kind, task);
  if (left === null || typeof before !== "number") return "untold";
  if (left === 0 || left < before) return "arrived";
  return kind === "confirm" && startsLater(task, now) ? "untold" : "untouched";
}

/** How many subtasks the platform could take now; null: its counters do not tell. */
export function countTakes(kind: SelectionKind, { progress }: PlatformTask): number | null {
  if (progress === null) return null;
  return selectionKinds[kind].counters.reduce((sum, name) => sum + progress[name], 0);
}

function startsLater({ policy }: PlatformTask, now: Date): boolean {
  return policy.scheduleTime !== null && Date.parse(policy.scheduleTime) > now.getTime();
}
