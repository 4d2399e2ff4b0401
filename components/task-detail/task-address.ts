import type { Task } from "@/lib/contracts/tasks";

/** The address of a task as it is looked at now, outside of any frame. */
export function taskAddress({ connection, taskId }: Pick<Task, "connection" | "taskId">): string {
  const { origin, search } = window.location;
  return `${origin}/c/${connection}/tasks/${taskId}${search}`;
}
