import type { ExportTask } from "../../engine/export-tasks";
import type { Answer } from "../../http/answer";
import type { Query } from "../../http/query";
import type { PlatformCall } from "../../http/routes";
import { PlatformRefusal } from "../../refusals";
import { listPage } from "../pickers/list-page";
import { type Platform, spaceFilter } from "../platform";
import { exportJson } from "./export-json";

/** ListExportTasks (sheet §8): newest first, and the only way to see how far an export is. */
export function listExports({ world }: Platform, { query }: PlatformCall): Answer {
  const appId = spaceFilter(query);
  query.word("resource_type", ["BatchTask"]);
  const appType = query.word("app_type", ["GLOBAL", "APP"]);
  const taskId = conditionOf(query);
  const now = world.clock.taskTimeAt(world.settle());
  const found = world.engine.exports.list().filter(({ order }) => {
    if (appType !== undefined && order.appType !== appType) return false;
    if (appId !== undefined && order.appId !== appId) return false;
    return taskId === undefined || order.taskId === taskId;
  });
  return listPage(
    "export_tasks",
    found,
    query,
    ({ id }: ExportTask) => id,
    (entry) => exportJson(entry, now),
  );
}

/** The task id in `resource_condition`, which is JSON text; undefined when the condition is absent. */
function conditionOf(query: Query): string | undefined {
  const text = query.raw("resource_condition");
  if (text === undefined) return undefined;
  try {
    const condition: unknown = JSON.parse(text);
    if (typeof condition === "object" && condition !== null && "task_id" in condition) {
      return String(condition.task_id);
    }
  } catch {
    // Falls through to the refusal: text that is no JSON is as wrong as JSON without a task.
  }
  throw new PlatformRefusal("IOTDA.000006", "resource_condition is not valid.");
}
