import { isFinal } from "../../engine/task-record";
import type { Answer } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { PlatformRefusal } from "../../refusals";
import { parseBody } from "../parse-body";
import type { Platform } from "../platform";
import { checkOrder } from "./check-order";
import { CreateBody } from "./create-body";
import { taskJson } from "./task-json";

/** CreateBatchTask (sheet §6.3). */
export function createBatchTask(platform: Platform, call: PlatformCall): Answer {
  const body = parseBody(CreateBody, call.body());
  const at = platform.world.settle();
  const { order, startAt } = checkOrder(platform.world, body, at);
  checkQuotas(platform, order.appId, order.type);
  const command = { kind: "create", at, order, startAt } as const;
  platform.record(command);
  return { status: 201, body: taskJson(platform.world.create(command)) };
}

/** Sheet §10.4: ten unfinished tasks a space, and ten of one type over all spaces. */
function checkQuotas({ world }: Platform, appId: string, type: string): void {
  const unfinished = world.engine.list().filter((task) => !isFinal(task.status));
  const inSpace = unfinished.filter(({ order }) => order.appId === appId).length;
  const ofType = unfinished.filter(({ order }) => order.type === type).length;
  if (inSpace >= LIMITS.unfinishedTasksPerSpace || ofType >= LIMITS.unfinishedTasksPerType) {
    throw new PlatformRefusal("IOTDA.014201");
  }
}
