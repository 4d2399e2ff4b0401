import { z } from "zod";
import type { ExportOrder } from "../../engine/export-tasks";
import { DEFAULT_APP_ID } from "../../fleet/catalogue";
import { type Answer, json } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { PlatformRefusal } from "../../refusals";
import { requireTask } from "../batch-tasks/require-task";
import { parseBody } from "../parse-body";
import { type Platform, requireSpace } from "../platform";
import { exportJson } from "./export-json";

const ExportBody = z.object({
  resource_type: z.literal("BatchTask"),
  resource_condition: z.strictObject({ task_id: z.string() }),
  export_format: z.literal("xls").optional(),
  app_type: z.enum(["GLOBAL", "APP"]).optional(),
  app_id: z.string().max(LIMITS.appIdLength).optional(),
});

/** CreateExportTask (sheet §8). One of the same condition is replaced. */
export function createExport(platform: Platform, call: PlatformCall): Answer {
  const body = parseBody(ExportBody, call.body());
  const { world } = platform;
  const at = world.settle();
  const order = orderOf(body);
  const task = requireTask(world, order.taskId);
  if (order.appId !== undefined && task.order.appId !== order.appId)
    throw new PlatformRefusal("IOTDA.014200");
  if (world.engine.exports.unfinished() >= LIMITS.unfinishedExports)
    throw new PlatformRefusal("IOTDA.014701");
  const command = { kind: "export", at, order } as const;
  platform.record(command);
  const created = world.export(command);
  if (!created) throw new PlatformRefusal("IOTDA.014200");
  return json(201, exportJson(created, world.clock.taskTimeAt(at)));
}

function orderOf(body: z.infer<typeof ExportBody>): ExportOrder {
  const { task_id: taskId } = body.resource_condition;
  if (body.app_type !== "APP") return { taskId, appType: "GLOBAL" };
  return { taskId, appType: "APP", appId: requireSpace(body.app_id || DEFAULT_APP_ID).appId };
}
