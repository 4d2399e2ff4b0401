import type { LiveNews } from "@/lib/store/live-news";
import type { FoundConnection } from "../connections/find-connection";
import type { Topic, WatchedTask } from "./watching";

/** The topics somebody watches. */
export interface Topics {
  open(connection: FoundConnection, task: WatchedTask | null): Topic;
  /** After its last stream has gone. */
  close(topic: Topic): void;
  /** Those the news concerns. */
  of(news: LiveNews): Topic[];
  all(): Topic[];
}

export function createTopics(): Topics {
  const topics = new Map<string, Topic>();
  const lists = new Map<number, Topic>();

  return {
    open(connection, task) {
      const key = task ? taskKey(task.connectionId, task.taskId) : `list ${connection.listedIds.join()}`;
      const connectionIds = task ? [task.connectionId] : connection.listedIds;
      const topic = topics.get(key) ?? {
        key,
        connectionIds,
        task,
        streams: new Set(),
        connection,
        told: null,
      };
      topic.connection = connection;
      topics.set(key, topic);
      if (task === null) for (const id of connectionIds) lists.set(id, topic);
      return topic;
    },
    close(topic) {
      topics.delete(topic.key);
      if (topic.task === null) for (const id of topic.connectionIds) lists.delete(id);
    },
    of({ connectionId, kind, taskId }) {
      // What happens to a connection concerns each of its tasks.
      if (kind === "connection")
        return [...topics.values()].filter((topic) => topic.connectionIds.includes(connectionId));
      const task = taskId === null ? undefined : topics.get(taskKey(connectionId, taskId));
      return [task, lists.get(connectionId)].filter((topic) => topic !== undefined);
    },
    all: () => [...topics.values()],
  };
}

function taskKey(connectionId: number, taskId: string): string {
  return `task ${connectionId} ${taskId}`;
}
