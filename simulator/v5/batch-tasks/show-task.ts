import { rowBelow } from "../../engine/row-set";
import {
  countOf,
  findRow,
  rowSet,
  SUBTASK_STATUSES,
  type SubtaskRows,
  statusOf,
} from "../../engine/subtask-rows";
import type { TaskRecord } from "../../engine/task-record";
import type { Answer } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { readPageQuery, takePageOf } from "../../paging";
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
  const page = takePageOf(rows, pageQuery, rows.below);
  const details = page.rows.map((row) => subtaskJson(world, task, row));
  const tail = JSON.stringify({ task_details: details, page: { count: rows.count, marker: page.marker } });
  return { status: 200, body: ['{"batchtask":', ...taskJson(task), `,${tail.slice(1)}`] };
}

const NO_ROWS = { size: 0, count: 0, idOf: () => "", below: () => -1 };

/** Matching rows, each found from the one above it without a look at the others. */
function matchingRows(world: World, task: TaskRecord, rows: SubtaskRows, { status, target }: Filter) {
  const { size } = rows;
  const idOf = (row: number) => recordId(rows.createdAt, task.number, row);
  if (target !== undefined) {
    const found = findRow(rows, world.fleet.find(target), target);
    const only = status === undefined || statusOf(rows, found) === status ? found : -1;
    return { size, idOf, count: only < 0 ? 0 : 1, below: (row: number) => (row > only ? only : -1) };
  }
  if (status === undefined) return { size, idOf, count: size, below: (row: number) => row - 1 };
  const set = rowSet(rows, status);
  return { size, idOf, count: countOf(rows, status), below: (row: number) => rowBelow(set, row) };
}
