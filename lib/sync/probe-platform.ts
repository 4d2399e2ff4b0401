import { isMissing } from "@/lib/iotda/errors";
import type { Platform } from "@/lib/iotda/platform";
import { readTask } from "@/lib/iotda/read-task";
import type { Database } from "@/lib/store/db";
import { findTaskToProbe } from "@/lib/store/task-sync-store";

/**
 * Whether a platform without a list is well again, by the cheapest thing it can be asked: one task. Throws what the
 * platform says; that it has no such task is an answer like any other. Without any task there is nothing to find out.
 */
export async function probePlatform(
  platform: Platform,
  connectionId: number,
  { database, signal }: { database: Database; signal: AbortSignal },
): Promise<void> {
  const task = await findTaskToProbe(database, connectionId);
  if (task === null) return;
  try {
    await readTask(platform, task, { lane: "polling", signal });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
