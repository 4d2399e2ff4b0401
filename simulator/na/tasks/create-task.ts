import { type Answer, json } from "../../http/answer";
import { findTargets } from "../engine/find-targets";
import type { LegacyOrder } from "../engine/legacy-order";
import { requireApp } from "../na-apps";
import type { NaCall, NaFront } from "../na-call";
import { NaRefusal } from "../na-refusals";
import { parseNaBody } from "../parse-na-body";
import { checkGroupTag, checkName, checkTags, checkUnfinished } from "./check-uniqueness";
import { LegacyCreateBody } from "./create-body";

/** `POST /iocm/app/batchtask/v1.1.0/tasks` (sheet §13.4); several refusals come with HTTP 200. */
export function createLegacyTask({ app, platform }: NaFront, { request }: NaCall): Answer {
  const body = parseNaBody(LegacyCreateBody, request, "50400");
  const { world, record } = platform;
  const at = world.settle();
  const order: LegacyOrder = {
    appId: requireApp(app, body.appId, 200),
    name: body.taskName,
    timeoutMinutes: body.timeout,
    param: body.param,
    tags: body.tags ?? [],
  };
  // The name first: whoever repeats a create whose answer was lost must hear that the task is there.
  checkName(world, order.name);
  checkTags(world, order.tags);
  checkGroupTag(world, body.param.groupTag);
  const now = world.clock.taskTimeAt(at);
  if (!findTargets(world.fleet, order.appId, order.param, now)) throw new NaRefusal("101001");
  checkUnfinished(world);
  const command = { kind: "na-create", at, order } as const;
  record(command);
  return json(200, { taskID: world.createLegacy(command).id });
}
