import { queryOptions, replaceEqualDeep } from "@tanstack/react-query";
import type { Task } from "@/lib/contracts/tasks";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { daysOf, type TaskListState, toListTasksQuery } from "@/lib/domain/task-list-url";
import { call } from "./api";
import { isOlder } from "./live/merge-news";
import { paceOf } from "./live/pace";
import { pollEvery } from "./polling";

/** Whose list and where: the same filter means other rows for another person or zone. */
export interface ListPlace {
  connection: string;
  personId: string;
  timeZone: string;
}

export const taskKeys = {
  lists: (connection: string) => ["tasks", connection] as const,
  /** The zone only matters to days of the calendar; other lists are the same everywhere. */
  list: ({ connection, personId, timeZone }: ListPlace, state: TaskListState) =>
    ["tasks", connection, personId, daysOf(state.created) ? timeZone : "", state] as const,
  /** Views with their counts; the zone decides what days of a view mean. */
  counts: (connection: string) => ["task-views", connection] as const,
  views: ({ connection, personId, timeZone }: ListPlace) =>
    ["task-views", connection, personId, timeZone] as const,
  one: (connection: string, taskId: string) => ["task", connection, taskId] as const,
};

export function taskListOptions(place: ListPlace, state: TaskListState) {
  return queryOptions({
    queryKey: taskKeys.list(place, state),
    queryFn: async ({ signal }) => {
      const query = toListTasksQuery(state, { ...place, now: new Date() });
      const { listTasks } = await import("@/lib/contracts/tasks");
      return (await call(listTasks, { params: { connection: place.connection }, query, signal })).body;
    },
    placeholderData: (previous, query) => (query?.queryKey[1] === place.connection ? previous : undefined),
    refetchInterval: () => paceOf(pollEvery.list, place.connection, null),
  });
}

export function taskOptions(connection: string, taskId: string) {
  return queryOptions({
    queryKey: taskKeys.one(connection, taskId),
    queryFn: async ({ signal }) => {
      const { showTask } = await import("@/lib/contracts/tasks");
      return (await call(showTask, { params: { connection, taskId }, query: {}, signal })).body;
    },
    // An answer under way may be overtaken by an event that was read after it.
    structuralSharing: (held, news) => keepNewer(held as Task | undefined, news as Task),
    refetchInterval: (query) => paceOf(taskInterval(query.state.data), connection, taskId),
  });
}

function keepNewer(held: Task | undefined, news: Task): Task {
  return held && isOlder(news.snapshot, held.snapshot) ? held : replaceEqualDeep(held, news);
}

/** A task still moving, or one whose rows are still being read, is asked for often. */
export function taskInterval(task: Task | undefined): number {
  if (!task) return pollEvery.calmTask;
  const settled = isFinalTaskStatus(task.status) && task.snapshot.subtasksComplete;
  return settled || task.snapshot.state === "deleted" ? pollEvery.calmTask : pollEvery.runningTask;
}

/** Asks the platform first. */
export async function readTaskNow(connection: string, taskId: string): Promise<Task> {
  const { showTask } = await import("@/lib/contracts/tasks");
  return (await call(showTask, { params: { connection, taskId }, query: { fresh: "1" } })).body;
}
