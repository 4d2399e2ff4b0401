import { queryOptions } from "@tanstack/react-query";
import type { SavedView, SaveView, ViewList } from "@/lib/contracts/saved-views";
import { call } from "./api";
import { paceOf } from "./live/pace";
import { pollEvery } from "./polling";
import { type ListPlace, taskListKeys } from "./task-list-queries";

/** The views of a list, built-in and kept, with how many tasks each holds. */
export function viewListOptions(place: ListPlace) {
  const { connection, timeZone } = place;
  return queryOptions({
    queryKey: taskListKeys.views(place),
    queryFn: async ({ signal }): Promise<ViewList> => {
      const { listViews } = await import("@/lib/contracts/saved-views");
      return (await call(listViews, { params: { connection }, query: { timeZone }, signal })).body;
    },
    staleTime: pollEvery.listCounts / 2,
    refetchInterval: () => paceOf(pollEvery.listCounts, connection, null),
  });
}

export async function createViewNow(connection: string, body: SaveView): Promise<SavedView> {
  const { createView } = await import("@/lib/contracts/saved-views");
  return (await call(createView, { params: { connection }, query: {}, body })).body;
}

export async function changeViewNow(connection: string, viewId: string, body: SaveView): Promise<SavedView> {
  const { changeView } = await import("@/lib/contracts/saved-views");
  return (await call(changeView, { params: { connection, viewId }, query: {}, body })).body;
}

export async function deleteViewNow(connection: string, viewId: string): Promise<void> {
  const { deleteView } = await import("@/lib/contracts/saved-views");
  await call(deleteView, { params: { connection, viewId }, query: {} });
}
