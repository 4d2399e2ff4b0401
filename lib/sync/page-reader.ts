import type { PlatformPage, PlatformSubtask, PlatformTask } from "@/lib/domain/platform-task";
import type { Lane } from "@/lib/iotda/pacing";
import type { Platform } from "@/lib/iotda/platform";

export type TaskPage = PlatformPage<PlatformSubtask>;

export interface RowQuery {
  marker?: string;
  offset?: number;
  limit: number;
  status?: string;
  target?: string;
}

/** Reads pages of one task and keeps what every answer says about the task itself (sheet §6.5). */
export interface PageReader {
  read(query: RowQuery, lane: Lane): Promise<TaskPage>;
  /** The task by the latest answer. Throws before the first one. */
  latest(): { task: PlatformTask; fetchedAt: Date };
}

export function createPageReader(
  platform: Platform,
  taskId: string,
  { now, signal }: { now: () => Date; signal: AbortSignal },
): PageReader {
  let latest: { task: PlatformTask; fetchedAt: Date } | undefined;
  return {
    async read({ offset, ...query }, lane) {
      signal.throwIfAborted();
      const page = offset ? { ...query, offset } : query;
      const { task, subtasks } = await platform.showTask({ taskId, ...page }, { lane, signal });
      latest = { task, fetchedAt: now() };
      return subtasks;
    },
    latest() {
      if (!latest) throw new Error("nothing was read yet");
      return latest;
    },
  };
}
