import type { Task } from "@/lib/contracts/tasks";

/** The address of a task as it is looked at now, outside of any frame. */
export function taskAddress({ connection, taskId }: Pick<Task, "connection" | "taskId">): string {
  const { origin, search } = window.location;
  return `${origin}/c/${connection}/tasks/${taskId}${search}`;
}

/** The address of a task as it was when that key was made, outside of any frame. */
export function frozenAddress(
  { connection, taskId }: Pick<Task, "connection" | "taskId">,
  key: string,
): string {
  return `${window.location.origin}/c/${connection}/tasks/${taskId}?asof=${key}`;
}
