import type { ListTasksQuery } from "@/lib/contracts/tasks";
import type { TaskFilter } from "@/lib/store/task-filter";

/** The store's filter for what a list is asked for. */
export function toTaskFilter(query: Partial<ListTasksQuery>): Omit<TaskFilter, "connectionIds"> {
  const { view, status, type, q, appId, createdFrom, createdTo, createdBy, target } = query;
  return {
    ...{ view, status, type, q, appId, createdBy, target },
    createdFrom: createdFrom === undefined ? undefined : new Date(createdFrom),
    createdTo: createdTo === undefined ? undefined : new Date(createdTo),
  };
}
