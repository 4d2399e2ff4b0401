import { draw } from "../draw";
import type { Crowd } from "./crowd";
import { crowdFailure } from "./crowd-attempt";
import {
  createRows,
  rowsWith,
  SUBTASK,
  SUBTASK_STATUSES,
  type SubtaskRows,
  type SubtaskStatus,
  setStatus,
} from "./subtask-rows";
import type { TaskEngine } from "./task-engine";
import { finishIfDone, type TaskOrder, type TaskRecord } from "./task-record";

/** A task that is in full swing the moment it appears, of any size. Needs no fleet. */
export type StageOrder = Omit<TaskOrder, "targets" | "groupIds"> & {
  count: number;
  crowd: Crowd;
  /** How many subtasks stand at each status; the rest waits. */
  statuses: Partial<Record<SubtaskStatus, number>>;
  /** Nothing moves until somebody retries it. */
  still: boolean;
};

const CAUSE = 0x61;
const MINUTE_MS = 60_000;

/** Puts a checked order on at the platform time `at`. */
export function stageTask(engine: TaskEngine, id: string, staged: StageOrder, at: number): TaskRecord {
  const { count, crowd, statuses, still, ...order } = staged;
  const rows: SubtaskRows = { ...createRows(new Int32Array(count).fill(-1), [], at), crowd };
  const task: TaskRecord = {
    number: engine.takeNumber(),
    id,
    order,
    createdAt: at,
    status: "Processing",
    statusDesc: "",
    phase: "run",
    phaseDue: Number.POSITIVE_INFINITY,
    started: true,
    confirmedAll: false,
    rows,
  };
  engine.add(task);
  spread(rows, statuses);
  if (!still) setGoing(engine, task, rows, engine.clock.taskTimeAt(at));
  noteFailures(engine, task, rows);
  finishIfDone(task, at);
  return task;
}

/** Gives each status its number of rows, scattered evenly over the whole. */
function spread(rows: SubtaskRows, statuses: StageOrder["statuses"]): void {
  const stride = strideFor(rows.size);
  let taken = 0;
  for (const [status, word] of SUBTASK_STATUSES.entries()) {
    const end = Math.min(rows.size, taken + (statuses[word] ?? 0));
    for (; taken < end; taken++) setStatus(rows, (taken * stride) % rows.size, status);
  }
}

/** A step that meets every row once before it meets one again; near the golden section, so neighbours differ. */
function strideFor(size: number): number {
  let stride = Math.max(1, Math.floor(size * 0.618));
  while (greatestDivisor(stride, size) !== 1) stride++;
  return stride;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function setGoing(engine: TaskEngine, task: TaskRecord, rows: SubtaskRows, now: number): void {
  for (const row of rowsWith(rows, [SUBTASK.processing])) engine.runner.begin(task, rows, row, now);
  const interval = Math.max(1, task.order.policy?.retry_interval ?? 1) * MINUTE_MS;
  for (const row of rowsWith(rows, [SUBTASK.failWaitRetry])) {
    rows.autoRetries[row] = 1;
    engine.runner.setDue(task, rows, row, now + interval * (1 + draw(engine.fleet.seed, task.number, row)));
  }
  engine.dispatch(task, rows, rowsWith(rows, [SUBTASK.waiting]), now);
}

function noteFailures(engine: TaskEngine, task: TaskRecord, rows: SubtaskRows): void {
  for (const row of rowsWith(rows, [SUBTASK.fail, SUBTASK.failWaitRetry])) {
    const failure = crowdFailure(task, draw(engine.fleet.seed, task.number, row, CAUSE));
    rows.failure[row] = engine.runner.failures.numberOf(failure);
    rows.attempt[row] = 1;
  }
}
