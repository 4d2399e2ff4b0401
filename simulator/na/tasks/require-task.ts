import type { LegacyTask } from "../engine/legacy-task";
import { requireApp } from "../na-apps";
import type { NaCall, NaFront } from "../na-call";
import { NaRefusal } from "../na-refusals";

/** The task with this id among those of the application that the query names, else the caller's; brought up to date. */
export function requireTask({ app, platform }: NaFront, { query }: NaCall, taskId: string): LegacyTask {
  const appId = requireApp(app, query.raw("appId") || undefined, 403);
  platform.world.settle();
  const task = platform.world.legacy.find(taskId);
  if (task?.order.appId !== appId) throw new NaRefusal("105005");
  return task;
}
