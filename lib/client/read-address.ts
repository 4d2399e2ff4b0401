import { taskListFields, toListTasksQuery } from "@/lib/domain/task-list-url";
import { readUrl, type SearchInput, type UrlFields, type UrlState } from "@/lib/domain/url-state";
import type { ListPlace } from "./task-list-queries";

/** What Next hands to a page of its query. */
export type PageSearch = SearchInput;

/** What the address of a page says; bad values have fallen back. */
export function readAddress<Fields extends UrlFields>(fields: Fields, search: PageSearch): UrlState<Fields> {
  return readUrl(fields, search).state;
}

/** The same of the task list, with the API's query for it. */
export function readTaskListAddress(search: PageSearch, place: ListPlace, now: Date) {
  const state = readAddress(taskListFields, search);
  return { state, query: toListTasksQuery(state, { ...place, now }) };
}
