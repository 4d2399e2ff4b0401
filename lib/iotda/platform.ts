import type {
  PlatformPage,
  PlatformSubtask,
  PlatformTargetResult,
  PlatformTask,
  TaskDraft,
} from "@/lib/domain/platform-task";
import type { CallOptions, PageQuery } from "./call-options";
import type { FilesPlatform } from "./platform-files";
import type { FleetPlatform } from "./platform-fleet";

export interface ListTasksQuery extends PageQuery {
  /** Mandatory on the platform: one type a call (sheet §6.4). */
  type: string;
  appId?: string;
  status?: string;
}

export interface ShowTaskQuery extends PageQuery {
  taskId: string;
  /** The task's application, where it is known: the legacy API asks for it unless it is the connection's own. */
  appId?: string | null;
  /** Only subtasks of this status. */
  status?: string;
  /** Only this device, exact. */
  target?: string;
  /** Only the subtask of this command; legacy only (sheet §13.6). */
  commandId?: string;
}

export interface TaskWithSubtasks {
  task: PlatformTask;
  /** One page, newest record first; `total` counts what matches the filters. */
  subtasks: PlatformPage<PlatformSubtask>;
}

/** What a kind of platform offers at all; whether a given task allows it now is `lib/domain/capabilities.ts`. */
export interface PlatformFeatures {
  listTasks: boolean;
  retry: boolean;
  stop: boolean;
  confirm: boolean;
  delete: boolean;
  packages: boolean;
  apps: boolean;
  files: boolean;
  exports: boolean;
  /** Devices, groups and products can be listed. */
  fleet: boolean;
  /** Devices can be found by a query (sheet §11.4); not on every edition, so a refusal is possible all the same. */
  search: boolean;
}

/** A task without its subtasks, and these without it. */
export interface TaskInParts {
  readTask(query: Pick<ShowTaskQuery, "taskId" | "appId">, options: CallOptions): Promise<PlatformTask>;
  listSubtasks(query: ShowTaskQuery, options: CallOptions): Promise<PlatformPage<PlatformSubtask>>;
}

/** How subtasks and lists are paged. */
export interface PlatformPaging {
  /** Rows one answer holds at most. */
  limit: number;
  /** The largest `offset` behind a marker. */
  maxOffset: number;
}

/** At most this many devices in one retry, stop or confirm (sheet §6.1 BatchTargets). */
export const maxTargetsPerCall = 100;

/** Batch tasks (sheet §6, §13). */
export interface TasksPlatform {
  /** The whole task as the platform made it (sheet §6.3). */
  createTask(draft: TaskDraft, options: CallOptions): Promise<PlatformTask>;
  /** Newest first (sheet §6.4). */
  listTasks(query: ListTasksQuery, options: CallOptions): Promise<PlatformPage<PlatformTask>>;
  /** The task's counters and one page of its subtasks (sheet §6.5). An unknown id is `isMissing`. */
  showTask(query: ShowTaskQuery, options: CallOptions): Promise<TaskWithSubtasks>;
  /** Null takes every subtask the platform can retry, and then usually no result comes per target (sheet §6.7). */
  retryTask(
    taskId: string,
    targets: readonly string[] | null,
    options: CallOptions,
  ): Promise<PlatformTargetResult[]>;
  /** Sheet §6.8. */
  stopTask(
    taskId: string,
    targets: readonly string[] | null,
    options: CallOptions,
  ): Promise<PlatformTargetResult[]>;
  /** Sheet §6.9. */
  confirmTask(
    taskId: string,
    targets: readonly string[] | null,
    options: CallOptions,
  ): Promise<PlatformTargetResult[]>;
  /** Removes the record and its subtasks on the platform (sheet §6.10). */
  deleteTask(taskId: string, options: CallOptions): Promise<void>;
}

/**
 * One connected platform, the same for every kind.
 *
 * Calls that reached the platform, or tried to, reject with `PlatformError`; its `sent` says what a failed write may
 * have done. Any other error was thrown before anything was sent. A page may hold fewer rows than asked for when
 * the whole answer would have been too big: only a null `marker` is the end. What a kind of platform does not offer
 * (`features`) rejects with `AppError` `conflict` before anything is sent.
 */
export interface Platform extends TasksPlatform, FleetPlatform, FilesPlatform {
  readonly kind: "v5" | "na";
  readonly features: PlatformFeatures;
  readonly paging: PlatformPaging;
  /** Only where a task and its subtasks take a call each (legacy, sheet §13.5, §13.6): `showTask` makes both. */
  readonly inParts?: TaskInParts;
}
