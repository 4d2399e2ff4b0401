import { queryOptions } from "@tanstack/react-query";
import type { ChangeSelection, ChangesQuery } from "@/lib/contracts/subtask-changes";
import type { Task } from "@/lib/contracts/tasks";
import { call } from "./api";
import { paceOf } from "./live/pace";
import { pollEvery } from "./polling";
import type { TaskPlace } from "./subtask-queries";
import { taskInterval } from "./task-queries";

export const progressKeys = {
  one: ({ connection, taskId }: TaskPlace) => ["task-progress", connection, taskId] as const,
  changes: ({ connection, taskId }: TaskPlace, query: ChangesQuery) =>
    ["subtask-changes", connection, taskId, query] as const,
};

/** How a task gets on; its stream tells when that is another. */
export function taskProgressOptions(place: TaskPlace, task: Task) {
  return queryOptions({
    queryKey: progressKeys.one(place),
    queryFn: async ({ signal }) => {
      const { showTaskProgress } = await import("@/lib/contracts/task-progress");
      return (await call(showTaskProgress, { params: place, query: {}, signal })).body;
    },
    refetchInterval: () =>
      paceOf(Math.max(pollEvery.progress, taskInterval(task)), place.connection, place.taskId),
  });
}

/** What changed between two times; asked for when somebody opens it, and not again while it is open. */
export function subtaskChangesOptions(place: TaskPlace, query: ChangesQuery) {
  return queryOptions({
    queryKey: progressKeys.changes(place, query),
    queryFn: async ({ signal }) => {
      const { listSubtaskChanges } = await import("@/lib/contracts/subtask-changes");
      return (await call(listSubtaskChanges, { params: place, query, signal })).body;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** The id under which the devices of a cell are kept, for the address. */
export async function selectChangedDevices(place: TaskPlace, cell: ChangeSelection): Promise<string> {
  const { keepSelection } = await import("@/lib/contracts/selections");
  return (await call(keepSelection, { params: place, query: {}, body: cell })).body.id;
}
