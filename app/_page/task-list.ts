import type { QueryClient } from "@tanstack/react-query";
import { type PageSearch, readTaskListAddress } from "@/lib/client/read-address";
import { type ListPlace, taskListKeys } from "@/lib/client/task-list-queries";
import { readRequestView } from "@/lib/i18n/request-view";
import type { OpenedPage } from "@/lib/server/page-access";
import { readTaskList, readViews } from "@/lib/server/page-reads";

/** Puts the first page of tasks and the views with their counts into the cache the browser starts with. */
export async function prefetchTaskList(
  queryClient: QueryClient,
  { ctx, caller }: Pick<OpenedPage, "ctx" | "caller">,
  connection: string,
  search: PageSearch,
): Promise<void> {
  const view = await readRequestView();
  const place: ListPlace = { connection, personId: caller.id, timeZone: view.timeZone };
  const { state, query } = readTaskListAddress(search, place, new Date(view.now));
  const rows = async () => {
    const read = await readTaskList(ctx, connection, query);
    if (read.kind === "found") queryClient.setQueryData(taskListKeys.list(place, state), read.data);
  };
  const views = async () => {
    const read = await readViews(ctx, connection, place.timeZone);
    if (read.kind === "found") queryClient.setQueryData(taskListKeys.views(place), read.data);
  };
  await Promise.all([rows(), views()]);
}
