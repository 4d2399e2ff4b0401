import { setMaxListeners } from "node:events";
import type { PlatformPage, PlatformSubtask, PlatformTask } from "@/lib/domain/platform-task";
import type { Lane } from "@/lib/iotda/pacing";
import type { Platform, PlatformPaging, TaskWithSubtasks } from "@/lib/iotda/platform";

export type TaskPage = PlatformPage<PlatformSubtask>;

export interface RowQuery {
  marker?: string;
  offset?: number;
  limit: number;
  status?: string;
  target?: string;
}

/** Reads pages of one task and keeps what answers say about the task itself (sheet §6.5). */
export interface PageReader {
  readonly paging: PlatformPaging;
  /** The first page comes with the task; so do the others where one call tells both. */
  read(query: RowQuery, lane: Lane): Promise<TaskPage>;
  /** Brings `latest` up to the last page: one call where pages come without the task, else none. */
  catchUp(lane: Lane): Promise<void>;
  /** The task by the latest answer. Throws before the first one. */
  latest(): { task: PlatformTask; fetchedAt: Date };
}

export function createPageReader(
  platform: Platform,
  task: { taskId: string; appId: string | null },
  { now, signal }: { now: () => Date; signal: AbortSignal },
): PageReader {
  const { inParts } = platform;
  // Each page under way listens to it, in two places: a window of them is no leak.
  setMaxListeners(0, signal);
  let latest: { task: PlatformTask; fetchedAt: Date } | undefined;
  let isBehind = false;
  const keep = (told: PlatformTask) => {
    latest = { task: told, fetchedAt: now() };
    isBehind = false;
  };
  return {
    paging: platform.paging,
    async read({ offset, ...query }, lane) {
      signal.throwIfAborted();
      const page = { ...task, ...query, ...(offset ? { offset } : {}) };
      if (inParts && latest) {
        isBehind = true;
        return inParts.listSubtasks(page, { lane, signal });
      }
      const shown: TaskWithSubtasks = await platform.showTask(page, { lane, signal });
      keep(shown.task);
      return shown.subtasks;
    },
    async catchUp(lane) {
      signal.throwIfAborted();
      if (inParts && isBehind) keep(await inParts.readTask(task, { lane, signal }));
    },
    latest() {
      if (!latest) throw new Error("nothing was read yet");
      return latest;
    },
  };
}
