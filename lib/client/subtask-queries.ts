import { queryOptions } from "@tanstack/react-query";
import type { Snapshot } from "@/lib/contracts/snapshot";
import type { Task } from "@/lib/contracts/tasks";
import { call } from "./late-call";
import { paceOf } from "./live/pace";
import { pollEvery } from "./polling";
import { type SubtaskFilterState, type SubtaskPaging, toListSubtasksQuery } from "./task-detail-url";
import { taskInterval } from "./task-queries";

export interface TaskPlace {
  connection: string;
  taskId: string;
}

/** A row as it is now; once it changes, its past has one thing more in it. */
export interface SubtaskVersion {
  target: string;
  commandId?: string;
  changedAt: string | null;
}

export const subtaskKeys = {
  all: (place: TaskPlace) => ["subtasks", place.connection, place.taskId] as const,
  list: (place: TaskPlace, filter: SubtaskFilterState, { page, size, sort = "seen" }: SubtaskPaging) =>
    ["subtasks", place.connection, place.taskId, filter, page, size, sort] as const,
  count: (place: TaskPlace, filter: SubtaskFilterState) =>
    ["subtasks", place.connection, place.taskId, "count", filter] as const,
  summary: (place: TaskPlace) => ["subtasks", place.connection, place.taskId, "summary"] as const,
  /** Under a name of its own: news of other rows is no reason to read a row's past again. */
  history: (place: TaskPlace, row: SubtaskVersion) =>
    ["subtask-history", place.connection, place.taskId, row] as const,
};

/** Rows follow their task: what was read before its latest news is asked for again soon, even when it is final. */
function rowsInterval(task: Task, read: Snapshot | undefined): number {
  const behind = read !== undefined && read.fetchedAt !== task.snapshot.fetchedAt;
  return paceOf(behind ? pollEvery.runningTask : taskInterval(task), task.connection, task.taskId);
}

/** A page of a task's rows. */
export function subtaskListOptions(
  place: TaskPlace,
  filter: SubtaskFilterState,
  paging: SubtaskPaging,
  task: Task,
) {
  return queryOptions({
    queryKey: subtaskKeys.list(place, filter, paging),
    queryFn: async ({ signal }) => {
      const query = toListSubtasksQuery(filter, paging);
      const { listSubtasks } = await import("@/lib/contracts/subtasks");
      return (await call(listSubtasks, { params: place, query, signal })).body;
    },
    placeholderData: (previous, query) => (query?.queryKey[2] === place.taskId ? previous : undefined),
    refetchInterval: (query) => rowsInterval(task, query.state.data?.snapshot),
  });
}

export function subtaskSummaryOptions(place: TaskPlace, task: Task) {
  return queryOptions({
    queryKey: subtaskKeys.summary(place),
    queryFn: async ({ signal }) => {
      const { summariseSubtasks } = await import("@/lib/contracts/subtasks");
      return (await call(summariseSubtasks, { params: place, query: {}, signal })).body;
    },
    refetchInterval: (query) => rowsInterval(task, query.state.data?.snapshot),
  });
}
