import type { LiveNews } from "@/lib/store/live-news";
import type { Coalescer } from "./coalesce";
import { createCoalescer } from "./coalesce";
import type { Topic } from "./watching";

/** What has to be read and told about a topic. */
export interface Mark {
  topic: Topic;
  what: "snapshot" | "task" | "subtasks" | "tasks" | "operation" | "connection";
  /** The operation. */
  subject: string;
  /** `tasks`: the ones that moved; null: too many to name. */
  moved: ReadonlySet<string> | null;
  /** The latest news this is about; null when nobody can go on from there. */
  id: number | null;
}

/** Tasks named in one event (lib/contracts/events.ts). */
export const mostMoved = 50;
const tellEveryMs = 1_000;

export function createMarks(): Coalescer<Mark> {
  return createCoalescer(tellEveryMs, merge);
}

export function keyOf({ topic, what, subject }: Mark): string {
  return `${topic.key} ${what} ${subject}`;
}

function merge(held: Mark, added: Mark): Mark {
  const id = held.id === null || (added.id !== null && added.id > held.id) ? added.id : held.id;
  const all = held.moved && added.moved && new Set([...held.moved, ...added.moved]);
  return { ...added, id, moved: all && all.size <= mostMoved ? all : null };
}

/** What news means for a topic it concerns. */
export function marksOf(topic: Topic, { kind, taskId, subject, id }: LiveNews): Mark[] {
  const mark = (what: Mark["what"], more: Partial<Mark> = {}): Mark => {
    return { topic, what, subject: "", moved: new Set(), id, ...more };
  };
  if (kind === "operation") return [mark("operation", { subject: subject ?? "" })];
  if (topic.task !== null) {
    // Whether a task can be reached, and what may be done with it, follows from its connection.
    return kind === "connection" ? [mark("connection"), mark("task")] : [mark(kind)];
  }
  if (kind === "connection") return [mark("connection"), mark("snapshot"), mark("tasks", { moved: null })];
  if (kind === "task" && taskId !== null) return [mark("tasks", { moved: new Set([taskId]) })];
  return kind === "snapshot" && taskId === null ? [mark("snapshot")] : [];
}
