import { crowdFailure } from "./crowd-attempt";
import { rowBelow } from "./row-set";
import {
  findRow,
  rowSet,
  SUBTASK,
  SUBTASK_STATUSES,
  type SubtaskRows,
  type SubtaskStatus,
  unfinishedCount,
} from "./subtask-rows";
import type { TaskEngine } from "./task-engine";
import { finishIfDone, type TaskRecord } from "./task-record";

/** Subtasks that change their status for no reason a client could know: those named, or some of one status. */
export type TurnOrder = { to: SubtaskStatus } & (
  | { targets: string[] }
  | { from: SubtaskStatus; count: number }
);

/** Turns them at the platform time `at`; a finished task is open again when one of them has to run. */
export function turnSubtasks(engine: TaskEngine, task: TaskRecord, order: TurnOrder, at: number): void {
  const { rows } = task;
  if (!rows) return;
  const now = engine.clock.taskTimeAt(at);
  const to = SUBTASK_STATUSES.indexOf(order.to);
  const turned = pick(engine, rows, order);
  for (const row of turned) turnRow(engine, task, rows, row, to, now);
  if (to === SUBTASK.waiting) engine.dispatch(task, rows, turned, now);
  if (unfinishedCount(rows) > 0) {
    task.status = "Processing";
    task.finishedAt = undefined;
  } else finishIfDone(task, at);
}

function turnRow(
  engine: TaskEngine,
  task: TaskRecord,
  rows: SubtaskRows,
  row: number,
  to: number,
  now: number,
): void {
  if (to === SUBTASK.processing) {
    engine.runner.windUp(task, rows, row, SUBTASK.waiting);
    engine.runner.begin(task, rows, row, now);
    return;
  }
  engine.runner.windUp(task, rows, row, to);
  if (to === SUBTASK.fail || to === SUBTASK.failWaitRetry)
    rows.failure[row] = engine.runner.failures.numberOf(crowdFailure(task, 0));
  if (to === SUBTASK.success) rows.failure[row] = 0;
  if (to === SUBTASK.failWaitRetry) engine.runner.setDue(task, rows, row, now + 60_000);
}

function pick(engine: TaskEngine, rows: SubtaskRows, order: TurnOrder): number[] {
  if ("targets" in order) {
    const found = order.targets.map((target) => findRow(rows, engine.fleet.find(target), target));
    return found.filter((row) => row >= 0);
  }
  const set = rowSet(rows, SUBTASK_STATUSES.indexOf(order.from));
  const found: number[] = [];
  for (let row = rowBelow(set, rows.size); row >= 0 && found.length < order.count; row = rowBelow(set, row))
    found.push(row);
  return found;
}
