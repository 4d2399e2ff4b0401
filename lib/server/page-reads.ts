import "server-only";
import type { ActivityList } from "@/lib/contracts/activity";
import type { ConnectionStateList } from "@/lib/contracts/connection-states";
import { type DeviceTaskList, ListDeviceTasksQuery } from "@/lib/contracts/device-tasks";
import { FrozenParams, type FrozenTask } from "@/lib/contracts/frozen";
import type { Operation } from "@/lib/contracts/operations";
import type { ViewList } from "@/lib/contracts/saved-views";
import { ListSubtasksQuery, type SubtaskList, type SubtaskSummary } from "@/lib/contracts/subtasks";
import { ListTasksQuery, type Task, type TaskList } from "@/lib/contracts/tasks";
import { AppError } from "@/lib/errors";
import { safeNext } from "@/lib/http/next-path";
import { listActivity } from "@/lib/services/activity/list-activity";
import { listConnectionStates } from "@/lib/services/connections/list-states";
import type { ServiceContext } from "@/lib/services/context";
import { listDeviceTasks } from "@/lib/services/devices/list-device-tasks";
import { showFrozenTask } from "@/lib/services/frozen/show-frozen";
import { showOperation } from "@/lib/services/operations/show-operation";
import { listSubtasks } from "@/lib/services/subtasks/list-subtasks";
import { summariseSubtasks } from "@/lib/services/subtasks/summarise-subtasks";
import { listTasks } from "@/lib/services/tasks/list-tasks";
import { showTask } from "@/lib/services/tasks/show-task";
import { listViews } from "@/lib/services/views/list-views";

/** What a page found for its first HTML. `failed`: the browser asks again and shows why. */
export type PageRead<Data> = { kind: "found"; data: Data } | { kind: "missing" } | { kind: "failed" };

interface TaskPlace {
  connection: string;
  taskId: string;
}

export function readTaskList(
  ctx: ServiceContext,
  connection: string,
  query: object,
): Promise<PageRead<TaskList>> {
  return attempt(async () =>
    listTasks({ ctx, input: { params: { connection }, query: ListTasksQuery.parse(query) } }),
  );
}

export function readViews(
  ctx: ServiceContext,
  connection: string,
  timeZone: string,
): Promise<PageRead<ViewList>> {
  return attempt(() => listViews({ ctx, input: { params: { connection }, query: { timeZone } } }));
}

export function readDeviceTasks(
  ctx: ServiceContext,
  params: { connection: string; deviceId: string },
  query: object,
): Promise<PageRead<DeviceTaskList>> {
  return attempt(async () =>
    listDeviceTasks({ ctx, input: { params, query: ListDeviceTasksQuery.parse(query) } }),
  );
}

export function readTask(ctx: ServiceContext, params: TaskPlace): Promise<PageRead<Task>> {
  return attempt(() => showTask({ ctx, input: { params, query: {} } }));
}

export function readSubtasks(
  ctx: ServiceContext,
  params: TaskPlace,
  query: object,
): Promise<PageRead<SubtaskList>> {
  return attempt(async () => listSubtasks({ ctx, input: { params, query: ListSubtasksQuery.parse(query) } }));
}

export function readSubtaskSummary(
  ctx: ServiceContext,
  params: TaskPlace,
): Promise<PageRead<SubtaskSummary>> {
  return attempt(() => summariseSubtasks({ ctx, input: { params } }));
}

export function readTaskActivity(
  ctx: ServiceContext,
  params: TaskPlace,
  limit: number,
): Promise<PageRead<ActivityList>> {
  return attempt(() => listActivity({ ctx, input: { params, query: { limit } } }));
}

export function readFrozenTask(
  ctx: ServiceContext,
  params: TaskPlace & { key: string },
): Promise<PageRead<FrozenTask>> {
  return attempt(async () => showFrozenTask({ ctx, input: { params: FrozenParams.parse(params) } }));
}

export function readConnectionStates(ctx: ServiceContext): Promise<PageRead<ConnectionStateList>> {
  return attempt(() => listConnectionStates({ ctx }));
}

export function readOperation(
  ctx: ServiceContext,
  params: { connection: string; operationId: string },
  limit: number,
): Promise<PageRead<Operation>> {
  return attempt(() => showOperation({ ctx, input: { params, query: { page: 1, limit } } }));
}

/** Where signing in leads: the address asked for when it is one of ours, else the start (security.md S1.8). */
export function readDestination(next: unknown): string {
  return safeNext(next);
}

/** A page is never lost to a failed read: only what provably is not there ends it. */
async function attempt<Data>(read: () => Promise<Data>): Promise<PageRead<Data>> {
  try {
    return { kind: "found", data: await read() };
  } catch (error) {
    if (error instanceof AppError) return { kind: error.code === "not_found" ? "missing" : "failed" };
    return { kind: "failed" };
  }
}
