import { followList } from "@/lib/store/connection-sync-store";
import type { Database } from "@/lib/store/db";
import { followTask } from "@/lib/store/task-store";
import { isArchived } from "../connections/find-connection";
import type { Topic } from "./watching";

/** Shorter than the minute a look at a task counts (`followTask`). */
export const followEveryMs = 30_000;

/** What is watched stays followed: once a topic, however many watch. */
export async function keepFollowed({ prisma }: Database, topics: Iterable<Topic>, now: Date): Promise<void> {
  for (const { task, connection, connectionIds } of topics) {
    const { living } = connection;
    if (task !== null) {
      if (!isArchived(connection, task.connectionId)) await followTask(prisma, task.id, now);
    } else if (living !== null && connectionIds.includes(living.id)) await followList(prisma, living.id, now);
  }
}
