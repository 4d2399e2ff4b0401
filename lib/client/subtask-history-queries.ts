import { queryOptions } from "@tanstack/react-query";
import { call } from "./api";
import { type SubtaskVersion, subtaskKeys, type TaskPlace } from "./subtask-queries";

/** What a row was before, newest first; asked for when its details are opened. */
export function subtaskHistoryOptions(place: TaskPlace, row: SubtaskVersion) {
  return queryOptions({
    queryKey: subtaskKeys.history(place, row),
    queryFn: async ({ signal }) => {
      const { showSubtaskHistory } = await import("@/lib/contracts/subtask-history");
      const params = { ...place, target: row.target };
      const query = row.commandId ? { commandId: row.commandId } : {};
      return (await call(showSubtaskHistory, { params, query, signal })).body;
    },
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (previous, query) => (query?.queryKey[3].target === row.target ? previous : undefined),
  });
}
