import type { QueryClient } from "@tanstack/react-query";
import { activityKeys, newestActs } from "@/lib/client/activity-queries";
import { frozenKeys } from "@/lib/client/frozen-queries";
import { type PageSearch, readAddress } from "@/lib/client/read-address";
import { subtaskKeys, type TaskPlace } from "@/lib/client/subtask-queries";
import {
  firstStatuses,
  type TaskDetailState,
  taskDetailFields,
  toListSubtasksQuery,
  toSubtaskFilter,
} from "@/lib/client/task-detail-url";
import { taskKeys } from "@/lib/client/task-queries";
import type { Connection } from "@/lib/contracts/connections";
import type { Task } from "@/lib/contracts/tasks";
import type { OpenedPage } from "@/lib/server/page-access";
import {
  type PageRead,
  readFrozenTask,
  readSubtaskSummary,
  readSubtasks,
  readTask,
  readTaskActivity,
} from "@/lib/server/page-reads";

type Context = OpenedPage["ctx"];

interface Prefetch {
  queryClient: QueryClient;
  ctx: Context;
  place: TaskPlace;
  reading: Promise<PageRead<Task>>;
}

/**
 * Puts a task, its first rows, causes and activity into the cache the browser starts with. They are asked for at once:
 * one after the other they would take as long as drawing the page.
 */
export async function prefetchTaskDetail(
  queryClient: QueryClient,
  { ctx, connection }: Pick<Required<OpenedPage>, "ctx" | "connection">,
  place: TaskPlace,
  search: PageSearch,
): Promise<{ task: Task | null; missing: boolean }> {
  const state = readAddress(taskDetailFields, search);
  const reading = readTask(ctx, place);
  const given: Prefetch = { queryClient, ctx, place, reading };
  const parts = state.asof
    ? [prefetchFrozen(given, state.asof)]
    : [prefetchRows(given, state), prefetchSummary(given), prefetchActivity(given, connection)];
  const read = await reading;
  if (read.kind !== "found") return { task: null, missing: read.kind === "missing" };
  queryClient.setQueryData(taskKeys.one(place.connection, place.taskId), read.data);
  await Promise.all(parts);
  return { task: read.data, missing: false };
}

async function prefetchFrozen({ queryClient, ctx, place }: Prefetch, key: string): Promise<void> {
  const frozen = { ...place, key };
  const read = await readFrozenTask(ctx, frozen);
  if (read.kind === "found") queryClient.setQueryData(frozenKeys.one(frozen), read.data);
}

/** An address that names no status waits for the task, which says whether to open on the failed ones. */
async function prefetchRows(
  { queryClient, ctx, place, reading }: Prefetch,
  state: TaskDetailState,
): Promise<void> {
  const task = state.status.length > 0 ? null : await reading;
  if (task && task.kind !== "found") return;
  const filter = toSubtaskFilter(state, task ? firstStatuses(task.data.progress) : []);
  const read = await readSubtasks(ctx, place, toListSubtasksQuery(filter, state));
  if (read.kind === "found") queryClient.setQueryData(subtaskKeys.list(place, filter, state), read.data);
}

async function prefetchSummary({ queryClient, ctx, place }: Prefetch): Promise<void> {
  const read = await readSubtaskSummary(ctx, place);
  if (read.kind === "found") queryClient.setQueryData(subtaskKeys.summary(place), read.data);
}

/** Opening a legacy task may end the search of a lost create (`adopt-opened.ts`), which its activity then tells. */
async function prefetchActivity(
  { queryClient, ctx, place, reading }: Prefetch,
  { kind }: Pick<Connection, "kind">,
): Promise<void> {
  if (kind === "na") await reading;
  const read = await readTaskActivity(ctx, place, newestActs);
  if (read.kind === "found") queryClient.setQueryData(activityKeys.newest(place), read.data);
}
