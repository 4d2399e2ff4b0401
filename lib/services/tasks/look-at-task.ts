import type { PlatformSubtask, PlatformTask } from "@/lib/domain/platform-task";
import type { CallOptions } from "@/lib/iotda/call-options";
import { PlatformError } from "@/lib/iotda/errors";
import type { Platform, ShowTaskQuery } from "@/lib/iotda/platform";
import { readTask } from "@/lib/iotda/read-task";

/**
 * A task, and with the same call its first rows where they are wanted and the platform tells both at once (sheet
 * §6.5). A row that nobody can read hides no task: then it is asked for alone. An unknown id is `isMissing`.
 */
export async function lookAtTask(
  platform: Platform,
  which: Pick<ShowTaskQuery, "taskId" | "appId">,
  { withRows, ...options }: CallOptions & { withRows: boolean },
): Promise<{ task: PlatformTask; rows: PlatformSubtask[] }> {
  if (withRows && !platform.inParts) {
    try {
      const shown = await platform.showTask({ ...which, limit: platform.paging.limit }, options);
      return { task: shown.task, rows: shown.subtasks.rows };
    } catch (error) {
      if (!(error instanceof PlatformError) || error.code !== "upstream_contract") throw error;
    }
  }
  return { task: await readTask(platform, which, options), rows: [] };
}
