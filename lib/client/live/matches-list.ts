import type { TaskSummary } from "@/lib/contracts/tasks";
import { isScheduled, needsAttention } from "@/lib/domain/task-attention";
import { outsideMuster, type TaskListState, type TaskView, viewStatuses } from "@/lib/domain/task-list-url";

interface Reader {
  personId: string;
  now: Date;
}

/**
 * Whether a task matches the filters of the address as far as a browser can know: not when it was created, nor which
 * devices it has.
 */
export function matchesList(task: TaskSummary, state: TaskListState, reader: Reader): boolean {
  const { status, type, q, space, by, view } = state;
  return (
    isInView(task, view, reader) &&
    (status.length === 0 || status.includes(task.status)) &&
    (type.length === 0 || type.includes(task.type)) &&
    (q === "" || task.taskId === q || task.name.toLowerCase().includes(q.toLowerCase())) &&
    (space === "" || task.appId === space) &&
    (by === "" || view === "mine" || isBy(task, by))
  );
}

function isInView(task: TaskSummary, view: TaskView, { personId, now }: Reader): boolean {
  if (view === "all") return true;
  if (view === "mine") return task.createdBy?.id === personId;
  if (view === "scheduled") return isScheduled(task, now);
  return view === "running" ? viewStatuses.running.includes(task.status) : needsAttention(task);
}

function isBy({ createdBy }: TaskSummary, by: string): boolean {
  if (by === outsideMuster) return createdBy === null;
  return createdBy?.id === by || createdBy?.name.toLowerCase() === by.toLowerCase();
}
