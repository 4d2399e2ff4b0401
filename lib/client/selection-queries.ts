import { queryOptions } from "@tanstack/react-query";
import type { KeptSelection } from "@/lib/contracts/selections";
import type { SubtaskSort } from "@/lib/contracts/subtasks";
import { call } from "./api";
import type { TaskPlace } from "./subtask-queries";
import { type SubtaskFilterState, toListSubtasksQuery } from "./task-detail-url";

/** Keeps a list of devices under an id that an address can name. */
export async function keepList(place: TaskPlace, targets: string[]): Promise<KeptSelection> {
  const { keepSelection } = await import("@/lib/contracts/selections");
  return (await call(keepSelection, { params: place, query: {}, body: { targets } })).body;
}

/** What a selection is; it never changes, but it is not kept for ever. */
export function selectionOptions(place: TaskPlace, selection: string) {
  return queryOptions({
    queryKey: ["selection", place.connection, place.taskId, selection] as const,
    queryFn: async ({ signal }) => {
      const { showSelection } = await import("@/lib/contracts/selections");
      return (await call(showSelection, { params: { ...place, selection }, query: {}, signal })).body;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Devices of a filter that are copied at once. */
export const mostCopied = 30_000;
const pageRows = 200;

/** The ids of all devices a filter matches but some, in the order of the table; at most `mostCopied`. */
export async function readIds(
  place: TaskPlace,
  shown: { filter: SubtaskFilterState; sort: SubtaskSort },
  except: ReadonlySet<string>,
): Promise<string[]> {
  const { filter, sort } = shown;
  const { listSubtasks } = await import("@/lib/contracts/subtasks");
  const ids = new Set<string>();
  let cursor: string | null | undefined;
  while (cursor !== null && ids.size < mostCopied) {
    const { page: _first, ...asked } = toListSubtasksQuery(filter, { page: 1, size: pageRows, sort });
    const query = cursor === undefined ? asked : { ...asked, cursor };
    const { body } = await call(listSubtasks, { params: place, query });
    for (const { target } of body.items) if (!except.has(target)) ids.add(target);
    cursor = body.page.nextCursor;
  }
  return [...ids].slice(0, mostCopied);
}
