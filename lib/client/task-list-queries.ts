import { queryOptions } from "@tanstack/react-query";
import { daysOf, type TaskListState, toListTasksQuery } from "@/lib/domain/task-list-url";
import { call } from "./api";
import { paceOf } from "./live/pace";
import { pollEvery } from "./polling";

/** Whose list and where: the same filter means other rows for another person or zone. */
export interface ListPlace {
  connection: string;
  personId: string;
  timeZone: string;
}

export const taskListKeys = {
  lists: (connection: string) => ["tasks", connection] as const,
  /** The zone only matters to days of the calendar; other lists are the same everywhere. */
  list: ({ connection, personId, timeZone }: ListPlace, state: TaskListState) =>
    ["tasks", connection, personId, daysOf(state.created) ? timeZone : "", state] as const,
  /** Views with their counts; the zone decides what days of a view mean. */
  counts: (connection: string) => ["task-views", connection] as const,
  views: ({ connection, personId, timeZone }: ListPlace) =>
    ["task-views", connection, personId, timeZone] as const,
};

export function taskListOptions(place: ListPlace, state: TaskListState) {
  return queryOptions({
    queryKey: taskListKeys.list(place, state),
    queryFn: async ({ signal }) => {
      const query = toListTasksQuery(state, { ...place, now: new Date() });
      const { listTasks } = await import("@/lib/contracts/tasks");
      return (await call(listTasks, { params: { connection: place.connection }, query, signal })).body;
    },
    placeholderData: (previous, query) => (query?.queryKey[1] === place.connection ? previous : undefined),
    refetchInterval: () => paceOf(pollEvery.list, place.connection, null),
  });
}
