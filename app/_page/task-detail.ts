import type { QueryClient } from "@tanstack/react-query";
import { activityKeys, newestActs } from "@/lib/client/activity-queries";
import { frozenKeys } from "@/lib/client/frozen-queries";
import { type PageSearch, readAddress } from "@/lib/client/read-address";
import { subtaskKeys } from "@/lib/client/subtask-queries";
import {
  firstStatuses,
  shownStatuses,
  taskDetailFields,
  toListSubtasksQuery,
} from "@/lib/client/task-detail-url";
import { taskKeys } from "@/lib/client/task-queries";
import type { Task } from "@/lib/contracts/tasks";
import type { OpenedPage } from "@/lib/server/page-access";
import {
  readFrozenTask,
  readSubtaskSummary,
  readSubtasks,
  readTask,
  readTaskActivity,
} from "@/lib/server/page-reads";

/** Puts a task, its first rows, causes and activity into the cache the browser starts with. */
export async function prefetchTaskDetail(
  queryClient: QueryClient,
  { ctx }: Pick<OpenedPage, "ctx">,
  place: { connection: string; taskId: string },
  search: PageSearch,
): Promise<{ task: Task | null; missing: boolean }> {
  const read = await readTask(ctx, place);
  if (read.kind !== "found") return { task: null, missing: read.kind === "missing" };
  const task = read.data;
  queryClient.setQueryData(taskKeys.one(place.connection, place.taskId), task);
  const state = readAddress(taskDetailFields, search);
  if (state.asof) {
    const frozen = { ...place, key: state.asof };
    const kept = await readFrozenTask(ctx, frozen);
    if (kept.kind === "found") queryClient.setQueryData(frozenKeys.one(frozen), kept.data);
    return { task, missing: false };
  }
  const { cause, q, command, tries, changedBefore, selection } = state;
  const status = shownStatuses(state, firstStatuses(task.progress));
  const filter = { status, cause, q, command, tries, changedBefore, selection };
  const [rows, summary, activity] = await Promise.all([
    readSubtasks(ctx, place, toListSubtasksQuery(filter, state)),
    readSubtaskSummary(ctx, place),
    readTaskActivity(ctx, place, newestActs),
  ]);
  if (rows.kind === "found") {
    queryClient.setQueryData(subtaskKeys.list(place, filter, state), rows.data);
  }
  if (summary.kind === "found") queryClient.setQueryData(subtaskKeys.summary(place), summary.data);
  if (activity.kind === "found") queryClient.setQueryData(activityKeys.newest(place), activity.data);
  return { task, missing: false };
}
