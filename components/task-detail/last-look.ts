import type { TaskPlace } from "@/lib/client/subtask-queries";

const storageKey = "muster-last-look";
const mostTasks = 100;

/** The looks before this visit; kept for as long as the page lives. */
const before = new Map<string, string | null>();

/** When this browser showed the task before this visit; null when it never did, or keeps nothing (in a frame). */
export function lastLook({ connection, taskId }: TaskPlace): string | null {
  const key = `${connection}/${taskId}`;
  const known = before.get(key);
  if (known !== undefined) return known;
  const found = new Map(readLooks()).get(key) ?? null;
  before.set(key, found);
  return found;
}

/** Notes that the task was looked at until now. */
export function noteLook(place: TaskPlace, now: Date): void {
  lastLook(place);
  const key = `${place.connection}/${place.taskId}`;
  const others = readLooks().filter(([other]) => other !== key);
  try {
    localStorage.setItem(
      storageKey,
      JSON.stringify([[key, now.toISOString()], ...others].slice(0, mostTasks)),
    );
  } catch {
    // Without storage there is no last look to compare with.
  }
}

function readLooks(): [string, string][] {
  try {
    const looks: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(looks) ? looks.filter(isLook) : [];
  } catch {
    return [];
  }
}

function isLook(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && typeof entry[0] === "string" && !Number.isNaN(Date.parse(String(entry[1])));
}
