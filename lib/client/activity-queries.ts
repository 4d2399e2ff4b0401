import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "./api";
import { paceOf } from "./live/pace";
import { isMoving, operationKeys } from "./operation-queries";
import { pollEvery } from "./polling";
import type { TaskPlace } from "./subtask-queries";

/** What the card shows before anybody asks for all. */
export const newestActs = 6;

/** Below what is known of the task's operations: news of these is news of it. */
export const activityKeys = {
  newest: ({ connection, taskId }: TaskPlace) =>
    [...operationKeys.ofTask(connection, taskId), "activity"] as const,
  all: ({ connection, taskId }: TaskPlace) =>
    [...operationKeys.ofTask(connection, taskId), "activity", "all"] as const,
};

async function read(
  { connection, taskId }: TaskPlace,
  query: { limit: number; cursor?: string },
  signal: AbortSignal,
) {
  const { listActivity } = await import("@/lib/contracts/activity");
  return (await call(listActivity, { params: { connection, taskId }, query, signal })).body;
}

/** The newest of what happened to a task, with the tasks it comes from. */
export function activityOptions(place: TaskPlace) {
  const { connection, taskId } = place;
  return queryOptions({
    queryKey: activityKeys.newest(place),
    queryFn: ({ signal }) => read(place, { limit: newestActs }, signal),
    refetchInterval: ({ state: { data } }) => {
      const moves = data?.items.some((item) => item.kind === "operation" && isMoving(item.operation));
      if (!moves) return paceOf(pollEvery.operations, connection, taskId);
      return paceOf(pollEvery.activeOperation, connection, taskId, pollEvery.operationHeartbeat);
    },
  });
}

/** All of it, a page after the other; asked for when somebody wants to see more. */
export function allActivityOptions(place: TaskPlace) {
  return infiniteQueryOptions({
    queryKey: activityKeys.all(place),
    queryFn: ({ pageParam, signal }) =>
      read(place, { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.nextCursor,
  });
}
