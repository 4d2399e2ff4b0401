import { queryOptions } from "@tanstack/react-query";
import type { Freeze } from "@/lib/contracts/frozen";
import { call } from "./api";
import type { TaskPlace } from "./subtask-queries";
import type { SubtaskFilterState } from "./task-detail-url";

export interface FrozenPlace extends TaskPlace {
  key: string;
}

const never = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

export const frozenKeys = {
  one: ({ connection, taskId, key }: FrozenPlace) => ["frozen", connection, taskId, key] as const,
};

/** A task as it was: read once. */
export function frozenOptions(place: FrozenPlace) {
  return queryOptions({
    queryKey: frozenKeys.one(place),
    queryFn: async ({ signal }) => {
      const { showFrozenTask } = await import("@/lib/contracts/frozen");
      return (await call(showFrozenTask, { params: place, query: {}, signal })).body;
    },
    ...never,
  });
}

/** A page of its rows; only what is kept of them can be filtered by. */
export function frozenRowsOptions(
  place: FrozenPlace,
  { status, cause, q }: Pick<SubtaskFilterState, "status" | "cause" | "q">,
  { page, size }: { page: number; size: number },
) {
  return queryOptions({
    queryKey: [...frozenKeys.one(place), "rows", { status, cause, q }, page, size] as const,
    queryFn: async ({ signal }) => {
      const { listFrozenSubtasks } = await import("@/lib/contracts/frozen");
      const query = {
        ...(status.length > 0 ? { status: [...status] } : {}),
        ...(cause.length > 0 ? { cause: [...cause] } : {}),
        ...(q ? { q } : {}),
        ...{ limit: size, page },
      };
      return (await call(listFrozenSubtasks, { params: place, query, signal })).body;
    },
    placeholderData: (previous, query) => (query?.queryKey[3] === place.key ? previous : undefined),
    ...never,
  });
}

/** Keeps the task as it is now; up to some seconds for a million rows. */
export async function makeFreeze(params: TaskPlace): Promise<Freeze> {
  const { freezeTask } = await import("@/lib/contracts/frozen");
  return (await call(freezeTask, { params, query: {} })).body;
}
