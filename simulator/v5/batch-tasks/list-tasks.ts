import { TASK_STATUSES } from "../../engine/task-record";
import type { Answer } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { countMatches, readPageQuery, takePage } from "../../paging";
import { PlatformRefusal } from "../../refusals";
import { isListedType } from "../../task-types";
import { type Platform, spaceFilter } from "../platform";
import { joinPieces, taskJson } from "./task-json";

/** ListBatchTasks (sheet §6.4): one type a call, newest first. */
export function listBatchTasks({ world }: Platform, { query }: PlatformCall): Answer {
  const appId = spaceFilter(query);
  const type = query.raw("task_type");
  if (!type || !isListedType(type)) throw new PlatformRefusal("IOTDA.000006", "task_type is not valid.");
  const status = query.word("status", TASK_STATUSES);
  const pageQuery = readPageQuery(query);

  world.settle();
  const tasks = world.engine.list().filter(({ order, ...task }) => {
    if (order.type !== type || (appId !== undefined && order.appId !== appId)) return false;
    return status === undefined || task.status === status;
  });
  const rows = { size: tasks.length, idOf: (row: number) => tasks[row]?.id ?? "" };
  const page = takePage(rows, pageQuery, () => true);
  const found = page.rows.flatMap((row) => tasks[row] ?? []);
  const tail = JSON.stringify({ count: countMatches(rows, () => true), marker: page.marker });
  return { status: 200, body: ['{"batchtasks":[', ...joinPieces(found.map(taskJson)), `],"page":${tail}}`] };
}
