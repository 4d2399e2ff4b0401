import { queryOptions, replaceEqualDeep } from "@tanstack/react-query";
import type { Task } from "@/lib/contracts/tasks";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { call } from "./late-call";
import { isOlder } from "./live/is-older";
import { paceOf } from "./live/pace";
import { pollEvery } from "./polling";

export const taskKeys = {
  one: (connection: string, taskId: string) => ["task", connection, taskId] as const,
};

export function taskOptions(connection: string, taskId: string) {
  return queryOptions({
    queryKey: taskKeys.one(connection, taskId),
    queryFn: async ({ signal }) => {
      const { showTask } = await import("@/lib/contracts/tasks");
      return (await call(showTask, { params: { connection, taskId }, query: {}, signal })).body;
    },
    // An answer under way may be overtaken by an event that was read after it.
    structuralSharing: (held, news) => keepNewer(held as Task | undefined, news as Task),
    refetchInterval: (query) => paceOf(taskInterval(query.state.data), connection, taskId),
  });
}

function keepNewer(held: Task | undefined, news: Task): Task {
  return held && isOlder(news.snapshot, held.snapshot) ? held : replaceEqualDeep(held, news);
}

/** A task still moving, or one whose rows are still being read, is asked for often. */
export function taskInterval(task: Task | undefined): number {
  if (!task) return pollEvery.calmTask;
  const settled = isFinalTaskStatus(task.status) && task.snapshot.subtasksComplete;
  return settled || task.snapshot.state === "deleted" ? pollEvery.calmTask : pollEvery.runningTask;
}

/** Asks the platform first. */
export async function readTaskNow(connection: string, taskId: string): Promise<Task> {
  const { showTask } = await import("@/lib/contracts/tasks");
  return (await call(showTask, { params: { connection, taskId }, query: { fresh: "1" } })).body;
}
