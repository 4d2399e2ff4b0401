import type { TaskRecord } from "../../engine/task-record";
import { PlatformRefusal } from "../../refusals";
import type { World } from "../../world";

const TASK_ID = /^[a-f0-9]{1,24}$/;

/** The task of the path; 404 when there is none (sheet §6.5). */
export function requireTask(world: World, taskId = ""): TaskRecord {
  if (!TASK_ID.test(taskId)) throw new PlatformRefusal("IOTDA.000006", "task_id is not valid.");
  const task = world.engine.find(taskId);
  if (!task) throw new PlatformRefusal("IOTDA.014200");
  return task;
}
