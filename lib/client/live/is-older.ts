import type { Snapshot } from "@/lib/contracts/snapshot";

/** Whether news was read before what is there: an answer under way may be overtaken by an event, and the other way round. */
export function isOlder(
  news: Pick<Snapshot, "fetchedAt">,
  held: Pick<Snapshot, "fetchedAt"> | undefined,
): boolean {
  if (!news.fetchedAt || !held?.fetchedAt) return false;
  return Date.parse(news.fetchedAt) < Date.parse(held.fetchedAt);
}
