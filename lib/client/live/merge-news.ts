import type { Task, TaskList, TaskSummary } from "@/lib/contracts/tasks";
import { isOlder } from "./is-older";

/** The task with its news; what a summary leaves out stays as it was. Older news changes nothing. */
export function mergeTask(task: Task, news: TaskSummary): Task {
  if (isOlder(news.snapshot, task.snapshot)) return task;
  const { document, extInfo } = task;
  return { ...task, ...news, document, extInfo, targets: { ...news.targets, sample: task.targets.sample } };
}

/** What news means for a list. */
export interface ListNews {
  /** The list with what changed in its place; undefined when nothing in it did. */
  list: TaskList | undefined;
  /** Tasks may have come or have to leave: only the server can tell. */
  unsure: boolean;
  /** The counts of the views may be others now. */
  recount: boolean;
}

/** `belongs`: whether a task matches the filters of this list, as far as a browser can know. */
export function mergeTaskList(
  list: TaskList,
  news: readonly TaskSummary[],
  belongs: (task: TaskSummary) => boolean,
): ListNews {
  const byId = new Map(news.map((task) => [task.taskId, task]));
  const result: ListNews = { list: undefined, unsure: false, recount: false };
  const items = list.items.map((task) => {
    const next = byId.get(task.taskId);
    byId.delete(task.taskId);
    if (!next || isOlder(next.snapshot, task.snapshot)) return task;
    if (next.status !== task.status) result.recount = true;
    if (!belongs(next)) result.unsure = true;
    return next;
  });
  if (items.some((task, index) => task !== list.items[index])) result.list = { ...list, items };
  const last = list.items.at(-1);
  const full = last !== undefined && list.page.total > list.items.length;
  for (const task of byId.values()) {
    if (belongs(task) && (!full || task.createdAt > last.createdAt)) result.unsure = result.recount = true;
  }
  return result;
}
