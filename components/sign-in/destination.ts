export type Destination =
  | { kind: "task"; taskId: string }
  | { kind: "tasks"; connection: string }
  | { kind: "other" };

const task = /^(?:\/embed)?\/c\/[^/?]+\/tasks\/(?!new(?:$|[?/]))([A-Za-z0-9_-]+)/;
const tasks = /^(?:\/embed)?\/c\/([^/?]+)/;

/** What signing in will open, as far as the address tells. */
export function describeDestination(next: string): Destination {
  const [, taskId] = task.exec(next) ?? [];
  if (taskId) return { kind: "task", taskId };
  const [, connection] = tasks.exec(next) ?? [];
  return connection ? { kind: "tasks", connection } : { kind: "other" };
}
