import type { QueryClient } from "@tanstack/react-query";
import type { LiveEventData, LiveEventName } from "@/lib/contracts/events";
import type { SubtaskList } from "@/lib/contracts/subtasks";
import type { Task, TaskList, TaskSummary } from "@/lib/contracts/tasks";
import { plainList } from "@/lib/domain/task-list-url";
import { subtaskKeys } from "../subtask-queries";
import { taskListKeys } from "../task-list-queries";
import { taskKeys } from "../task-queries";
import { isOlder } from "./is-older";
import type { LivePlace } from "./live-state";
import { matchesList } from "./matches-list";
import { mergeTask, mergeTaskList } from "./merge-news";

/** Questions that some news makes necessary; each is asked no more often than its pace allows. */
export interface Refetches {
  rows: () => void;
  operations: () => void;
  lists: () => void;
  counts: () => void;
  everything: () => void;
}

export type LiveNews = {
  [Name in LiveEventName]: { name: Name; data: LiveEventData<Name> };
}[LiveEventName];

/** Puts news into the cache of the page: what it says in full at once, what it only hints at by asking again. */
export function applyNews(
  queryClient: QueryClient,
  { connection }: LivePlace,
  news: LiveNews,
  refetch: Refetches,
): void {
  switch (news.name) {
    case "task":
      applyTask(queryClient, connection, news.data.task, refetch);
      break;
    case "tasks":
      if (news.data.items) applyTasks(queryClient, connection, news.data.items, refetch);
      else {
        refetch.lists();
        refetch.counts();
      }
      break;
    case "subtasks":
      refetch.rows();
      break;
    case "operation":
      refetch.operations();
      break;
    case "snapshot":
      applySnapshot(queryClient, connection, news.data);
      break;
    default:
      refetch.everything();
  }
}

function applyTask(
  queryClient: QueryClient,
  connection: string,
  news: TaskSummary,
  refetch: Refetches,
): void {
  const key = taskKeys.one(connection, news.taskId);
  const held = queryClient.getQueryData<Task>(key);
  if (held) queryClient.setQueryData<Task>(key, mergeTask(held, news));
  applyTasks(queryClient, connection, [news], refetch);
}

function applyTasks(
  queryClient: QueryClient,
  connection: string,
  news: readonly TaskSummary[],
  refetch: Refetches,
): void {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: taskListKeys.lists(connection) })) {
    const held = queryClient.getQueryData<TaskList>(query.queryKey);
    if (!held) continue;
    const [, , personId, , state] = query.queryKey as ReturnType<typeof taskListKeys.list>;
    const reader = { personId, now: new Date() };
    const merged = mergeTaskList(held, news, (task) => matchesList(task, state, reader));
    if (merged.list) queryClient.setQueryData<TaskList>(query.queryKey, merged.list);
    if (!query.isActive()) continue;
    // In any other order than by creation, what changed in a task may change its place.
    if (merged.unsure || state.sort !== plainList.sort) refetch.lists();
    if (merged.recount) refetch.counts();
  }
}

function applySnapshot(
  queryClient: QueryClient,
  connection: string,
  { taskId, snapshot }: LiveEventData<"snapshot">,
): void {
  if (taskId === null) {
    queryClient.setQueriesData<TaskList>({ queryKey: taskListKeys.lists(connection) }, (held) =>
      held && !isOlder(snapshot, held.snapshot) ? { ...held, snapshot } : undefined,
    );
    return;
  }
  queryClient.setQueryData<Task>(taskKeys.one(connection, taskId), (held) =>
    held && !isOlder(snapshot, held.snapshot) ? { ...held, snapshot } : undefined,
  );
}

/** Whether rows on the page were read before what a stream starts with: news of them may have come in between. */
export function rowsAreBehind(queryClient: QueryClient, connection: string, task: TaskSummary): boolean {
  const key = subtaskKeys.all({ connection, taskId: task.taskId });
  const { fetchedAt, subtasksRead, subtasksComplete } = task.snapshot;
  return queryClient
    .getQueryCache()
    .findAll({ queryKey: key, type: "active" })
    .some((query) => {
      const held = queryClient.getQueryData<Partial<SubtaskList>>(query.queryKey)?.snapshot;
      if (!held) return false;
      return (
        held.fetchedAt !== fetchedAt ||
        held.subtasksRead !== subtasksRead ||
        held.subtasksComplete !== subtasksComplete
      );
    });
}
