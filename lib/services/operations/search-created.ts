import { matchCreated } from "@/lib/domain/match-created";
import type { PlatformTask, TaskDraft } from "@/lib/domain/platform-task";
import type { CallOptions } from "@/lib/iotda/call-options";
import type { Platform } from "@/lib/iotda/platform";

/** Tasks that can be what a lost call made. */
export interface Candidates {
  same: PlatformTask[];
  /** Of the same name, but the platform does not tell what would decide. */
  untold: PlatformTask[];
}

const pageSize = 50;
/** 10,000 tasks of one type in half an hour: the list does not end, or not soon enough to say what is not in it. */
const maxPages = 200;

/** Walks that type's list, newest first, back to `since`; throws the platform's error when it cannot be read whole. */
export async function searchCreated(
  platform: Platform,
  draft: TaskDraft,
  since: Date,
  options: CallOptions,
): Promise<Candidates> {
  const found: Candidates = { same: [], untold: [] };
  let marker: string | undefined;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const query = { type: draft.type, appId: draft.appId ?? undefined, limit: pageSize, marker };
    const page = await platform.listTasks(query, options);
    const recent = page.rows.filter((task) => !isBefore(task, since));
    for (const task of recent) {
      const verdict = await judge(platform, draft, task, options);
      if (verdict !== "different") found[verdict].push(task);
    }
    if (page.marker === null || recent.length < page.rows.length) return found;
    marker = page.marker;
  }
  throw new Error("the platform's task list was not read to its end");
}

/** A list row may leave out what the task's own page tells; for a file it is what is left out that decides. */
async function judge(
  platform: Platform,
  draft: TaskDraft,
  task: PlatformTask,
  options: CallOptions,
): Promise<ReturnType<typeof matchCreated>> {
  const verdict = matchCreated(draft, task);
  if (verdict === "different" || (verdict === "same" && draft.targets.kind !== "file")) return verdict;
  const shown = await platform.showTask({ taskId: task.taskId, limit: 1 }, options);
  return matchCreated(draft, shown.task);
}

function isBefore(task: PlatformTask, since: Date): boolean {
  return task.createdAt !== null && Date.parse(task.createdAt) < since.getTime();
}
