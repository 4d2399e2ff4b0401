import type { RefusalCode } from "../refusals";
import type { FileTable } from "./file-table";
import { initialiseMs, windUpMs } from "./pace";
import { addFlag, findRow, hasFlag, ROW_FLAG, SUBTASK, type SubtaskRows, statusOf } from "./subtask-rows";
import type { TaskEngine } from "./task-engine";
import { finishIfDone, type TaskOrder, type TaskRecord } from "./task-record";

/** Per-target answer of retry, stop and confirm; `refused` says why a target was left alone. */
export type TargetResult = { target: string; refused?: RefusalCode };

const RETRIED: readonly number[] = [SUBTASK.fail, SUBTASK.failWaitRetry, SUBTASK.stopped];
const STOPPED: readonly number[] = [SUBTASK.processing, SUBTASK.waiting, SUBTASK.failWaitRetry];

/** Accepts a checked order at the platform time `at`; `table` has the rows of the order's file. */
export function createTask(
  engine: TaskEngine,
  id: string,
  order: TaskOrder,
  at: number,
  startAt?: number,
  table?: FileTable,
): TaskRecord {
  const { targets, ...rest } = order;
  const number = engine.takeNumber();
  const task: TaskRecord = {
    number,
    id,
    order: rest,
    targetsJson: targets && Buffer.from(JSON.stringify(targets), "latin1"),
    table,
    createdAt: at,
    startAt,
    status: "Initializing",
    statusDesc: "",
    phase: "initialise",
    phaseDue: engine.clock.taskTimeAt(at) + initialiseMs(engine.fleet.seed, number),
    started: false,
    confirmedAll: false,
  };
  engine.add(task);
  return task;
}

/** Sheet §6.7: re-runs Fail, FailWaitRetry and Stopped subtasks; without targets all of them. */
export function retryTask(engine: TaskEngine, task: TaskRecord, targets: string[] | undefined, at: number) {
  const { rows } = task;
  const picked = pick(engine, rows, targets, "IOTDA.014218", (own, row) =>
    RETRIED.includes(statusOf(own, row)),
  );
  if (!rows || picked.rows.length === 0) return picked.results;
  for (const row of picked.rows) engine.runner.windUp(task, rows, row, SUBTASK.waiting);
  task.status = "Processing";
  task.finishedAt = undefined;
  engine.dispatch(task, rows, picked.rows, engine.clock.taskTimeAt(at));
  return picked.results;
}

/** Sheet §6.8: without targets the whole task stops, after a few seconds of `Stopping`. */
export function stopTask(engine: TaskEngine, task: TaskRecord, targets: string[] | undefined, at: number) {
  if (!targets) {
    task.status = "Stopping";
    const due = engine.clock.taskTimeAt(at) + windUpMs(engine.fleet.seed, task.number);
    engine.enterPhase(task, "windUp", due);
    return [];
  }
  const { rows } = task;
  const picked = pick(engine, rows, targets, "IOTDA.014217", (own, row) =>
    STOPPED.includes(statusOf(own, row)),
  );
  if (!rows) return picked.results;
  for (const row of picked.rows) engine.runner.windUp(task, rows, row, SUBTASK.stopped);
  finishIfDone(task, at);
  return picked.results;
}

/** Sheet §6.9: lets waiting subtasks begin; before the scheduled time it only notes the consent. */
export function confirmTask(engine: TaskEngine, task: TaskRecord, targets: string[] | undefined, at: number) {
  const { rows } = task;
  if (!targets && !rows) task.confirmedAll = true;
  const picked = pick(engine, rows, targets, "IOTDA.014217", (own, row) => {
    return statusOf(own, row) === SUBTASK.waiting && !hasFlag(own, row, ROW_FLAG.confirmed);
  });
  if (!rows) return picked.results;
  for (const row of picked.rows) addFlag(rows, row, ROW_FLAG.confirmed);
  const now = engine.clock.taskTimeAt(at);
  if (task.started && targets) for (const row of picked.rows) engine.runner.begin(task, rows, row, now);
  else if (task.started) engine.dispatch(task, rows, picked.rows, now);
  finishIfDone(task, at);
  return picked.results;
}

function pick(
  engine: TaskEngine,
  rows: SubtaskRows | undefined,
  targets: string[] | undefined,
  refusal: RefusalCode,
  fits: (rows: SubtaskRows, row: number) => boolean,
): { rows: number[]; results: TargetResult[] } {
  if (!targets) {
    const all: number[] = [];
    for (let row = 0; rows && row < rows.size; row++) if (fits(rows, row)) all.push(row);
    return { rows: all, results: [] };
  }
  const picked: number[] = [];
  const results = [...new Set(targets)].map((target): TargetResult => {
    if (!rows) return { target, refused: refusal };
    const row = findRow(rows, engine.fleet.find(target), target);
    if (row < 0) return { target, refused: "IOTDA.014219" };
    if (!fits(rows, row)) return { target, refused: refusal };
    picked.push(row);
    return { target };
  });
  return { rows: picked, results };
}
