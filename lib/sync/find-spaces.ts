import type { PlatformTask } from "@/lib/domain/platform-task";
import type { Platform } from "@/lib/iotda/platform";
import type { SpacelessTask } from "@/lib/store/task-space-store";

export interface SpaceSearchParts {
  platform: Platform;
  signal: AbortSignal;
  /** Keeps what was found. */
  save(tasks: SpacelessTask[], appId: string): Promise<void>;
  /** A space that cannot be listed: true to go on with the others. */
  mayGoOn(error: unknown): boolean;
}

/**
 * Finds the resource space of tasks by listing their types space by space, newest first, until all are found or passed
 * (sheet §6.1, §6.4). Never more calls than types times spaces, and one for the spaces: of a long history made
 * elsewhere the oldest tasks stay without.
 */
export async function findSpaces(
  tasks: readonly SpacelessTask[],
  types: readonly string[],
  parts: SpaceSearchParts,
): Promise<void> {
  const { platform, signal } = parts;
  const spaces = await platform.listApps({ lane: "bulk", signal });
  let callsLeft = types.length * spaces.length;
  for (const type of types) {
    const wanted = new Map(tasks.filter((task) => task.type === type).map((task) => [task.taskId, task]));
    for (const { appId } of spaces) {
      if (wanted.size > 0) callsLeft -= await searchSpace({ type, appId, wanted, calls: callsLeft }, parts);
    }
  }
}

interface SpaceSearch {
  type: string;
  appId: string;
  /** Loses what is found. */
  wanted: Map<string, SpacelessTask>;
  /** The most this may take. */
  calls: number;
}

/** How many calls it took. */
async function searchSpace(
  { type, appId, wanted, calls }: SpaceSearch,
  { platform, signal, save, mayGoOn }: SpaceSearchParts,
): Promise<number> {
  let marker: string | undefined;
  for (let used = 1; used <= calls; used += 1) {
    try {
      const query = { type, appId, limit: platform.paging.limit, marker };
      const page = await platform.listTasks(query, { lane: "bulk", signal });
      const found = page.rows.flatMap(({ taskId }) => wanted.get(taskId) ?? []);
      if (found.length > 0) await save(found, appId);
      for (const { taskId } of found) wanted.delete(taskId);
      const isEnd = page.marker === null || page.rows.length === 0 || page.marker === marker;
      if (isEnd || isPassed(page.rows, wanted)) return used;
      marker = page.marker ?? undefined;
    } catch (error) {
      if (!mayGoOn(error)) throw error;
      return used;
    }
  }
  return calls;
}

/** Whatever follows these rows is older than all that is wanted. */
function isPassed(rows: readonly PlatformTask[], wanted: ReadonlyMap<string, SpacelessTask>): boolean {
  const reached = Date.parse(rows.at(-1)?.createdAt ?? "");
  return wanted.size === 0 || [...wanted.values()].every((task) => task.createdAt.getTime() > reached);
}
