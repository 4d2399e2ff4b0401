import type { PlatformTask } from "@/lib/domain/platform-task";
import type { CallOptions } from "./call-options";
import type { Platform, ShowTaskQuery } from "./platform";

/** The task alone, with one call whatever the kind of platform. An unknown id is `isMissing`. */
export async function readTask(
  { inParts, showTask }: Pick<Platform, "inParts" | "showTask">,
  task: Pick<ShowTaskQuery, "taskId" | "appId">,
  options: CallOptions,
): Promise<PlatformTask> {
  return inParts ? inParts.readTask(task, options) : (await showTask({ ...task, limit: 1 }, options)).task;
}
