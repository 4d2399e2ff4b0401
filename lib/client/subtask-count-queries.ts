import { queryOptions } from "@tanstack/react-query";
import { call } from "./api";
import { subtaskKeys, type TaskPlace } from "./subtask-queries";
import { type SubtaskFilterState, toListSubtasksQuery } from "./task-detail-url";

/** How many rows a filter matches: what a retry of it will reach. */
export function subtaskCountOptions(place: TaskPlace, filter: SubtaskFilterState) {
  return queryOptions({
    queryKey: subtaskKeys.count(place, filter),
    queryFn: async ({ signal }) => {
      const query = toListSubtasksQuery(filter, { page: 1, size: 1 });
      const { listSubtasks } = await import("@/lib/contracts/subtasks");
      return (await call(listSubtasks, { params: place, query, signal })).body.page.total;
    },
  });
}
