import type { Database } from "@/lib/store/db";
import { findMissedNews } from "@/lib/store/live-event-store";
import type { LiveNews } from "@/lib/store/live-news";
import type { Stream } from "./watching";

/** What those who come back have missed, asked once for all who left off at the same place; null: it cannot be told. */
export async function findMissed(
  database: Database,
  strangers: readonly Stream[],
): Promise<Map<Stream, LiveNews[] | null>> {
  const asked = new Map<string, Promise<LiveNews[] | null>>();
  const missed = new Map<Stream, LiveNews[] | null>();
  for (const stream of strangers) {
    if (stream.lastEventId === null) continue;
    const { key, connectionIds, task } = stream.topic;
    const place = `${stream.lastEventId} ${key}`;
    const lastId = readId(stream.lastEventId);
    const answer =
      asked.get(place) ??
      (lastId === null
        ? Promise.resolve(null)
        : findMissedNews(database, { connectionIds, taskId: task?.taskId ?? null, lastId }));
    asked.set(place, answer);
    missed.set(stream, await answer);
  }
  return missed;
}

/** Null for what we never gave. */
function readId(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
