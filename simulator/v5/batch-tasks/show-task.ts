import { countOf, findRow, SUBTASK_STATUSES, type SubtaskRows, statusOf } from "../../engine/subtask-rows";
import type { TaskRecord } from "../../engine/task-record";
import type { Answer } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { readPageQuery, takePage } from "../../paging";
import { recordId } from "../../record-id";
import type { World } from "../../world";
import type { Platform } from "../platform";
import { requireTask } from "./require-task";
import { subtaskJson } from "./subtask-json";
import { taskJson } from "./task-json";

type Filter = { status?: number; target?: string };

/** ShowBatchTask (sheet §6.5): the task and one page of its subtasks. */
export function showBatchTask({ world }: Platform, { params, query }: PlatformCall): Answer {
  const word = query.word("task_detail_status", SUBTASK_STATUSES);
  const target = query.text("target", LIMITS.targetLength);
  const pageQuery = readPageQuery(query);
  world.settle();
  const task = requireTask(world, params.taskId);
  const filter = { status: word && SUBTASK_STATUSES.indexOf(word), target };

  const rows = task.rows ? matchingRows(world, task, task.rows, filter) : NO_ROWS;
  const page = takePage(rows, pageQuery, rows.matches);
  const details = page.rows.map((row) => subtaskJson(world, task, row));
  const tail = JSON.stringify({ task_details: details, page: { count: rows.count, marker: page.marker } });
  return { status: 200, body: ['{"batchtask":', ...taskJson(task), `,${tail.slice(1)}`] };
}

const NO_ROWS = { size: 0, count: 0, idOf: () => "", matches: () => false };

function matchingRows(world: World, task: TaskRecord, rows: SubtaskRows, { status, target }: Filter) {
  const idOf = (row: number) => recordId(rows.createdAt, task.number, row);
  const fits = (row: number) => status === undefined || statusOf(rows, row) === status;
  if (target === undefined) {
    const count = status === undefined ? rows.size : countOf(rows, status);
    return { size: rows.size, count, idOf, matches: fits };
  }
  const only = findRow(rows, world.fleet.find(target), target);
  const matches = (row: number) => row === only && fits(row);
  return { size: rows.size, count: only >= 0 && fits(only) ? 1 : 0, idOf, matches };
}
