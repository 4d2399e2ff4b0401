import type { TaskSummary } from "@/lib/contracts/tasks";
import { type TaskListState, taskViews } from "@/lib/domain/task-list-url";

/** Whether a task matches the filters of the address, but for when it was created; `personId` is the reader's. */
export function matchesList(task: TaskSummary, state: TaskListState, personId: string): boolean {
  const statuses: readonly string[] = state.status.length > 0 ? state.status : taskViews[state.view];
  const { type, q, view } = state;
  return (
    (statuses.length === 0 || statuses.includes(task.status)) &&
    (type.length === 0 || type.includes(task.type)) &&
    (q === "" || task.taskId === q || task.name.toLowerCase().includes(q.toLowerCase())) &&
    (view !== "mine" || task.createdBy?.id === personId)
  );
}
