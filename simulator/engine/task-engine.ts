import type { SimulatedClock } from "../clock";
import type { Fleet } from "../fleet/fleet";
import { LIMITS } from "../limits";
import { AttemptRunner } from "./attempt-runner";
import { EventHeap } from "./event-heap";
import { expandTargets } from "./expand-targets";
import { type ExportTask, ExportTasks } from "./export-tasks";
import type { Failure } from "./failure-table";
import { dispatchDelay } from "./pace";
import { type StoredFile, StoredFiles } from "./stored-files";
import { addFlag, hasFlag, ROW_FLAG, rowsWith, SUBTASK, type SubtaskRows, statusOf } from "./subtask-rows";
import { finish, finishIfDone, isFinal, type TaskRecord } from "./task-record";

export type EngineState = {
  tasks: TaskRecord[];
  failures: Failure[];
  busy: Map<number, number>;
  nextNumber: number;
  files?: StoredFile[];
  exports?: ExportTask[];
};

/** Carries tasks through time. One queue of events in task time drives everything, so history replays exactly. */
export class TaskEngine {
  readonly runner: AttemptRunner;
  readonly files = new StoredFiles();
  readonly exports = new ExportTasks();
  private readonly heap = new EventHeap();
  private readonly tasks = new Map<number, TaskRecord>();
  private readonly numbers = new Map<string, number>();
  private nextNumber = 1;

  constructor(
    readonly fleet: Fleet,
    readonly clock: SimulatedClock,
  ) {
    this.runner = new AttemptRunner(fleet, clock, this.heap, this.tasks);
  }

  /** Tasks in order of creation. */
  list(): TaskRecord[] {
    return [...this.tasks.values()];
  }

  find(taskId: string): TaskRecord | undefined {
    const number = this.numbers.get(taskId);
    return number === undefined ? undefined : this.tasks.get(number);
  }

  takeNumber(): number {
    return this.nextNumber++;
  }

  add(task: TaskRecord): void {
    this.tasks.set(task.number, task);
    this.numbers.set(task.id, task.number);
    this.heap.push(task.phaseDue, task.number, -1);
  }

  remove(task: TaskRecord): void {
    this.tasks.delete(task.number);
    this.numbers.delete(task.id);
  }

  /** Lets everything happen that is due by the platform time. */
  settle(platformMs: number): void {
    this.runUntil(this.clock.taskTimeAt(platformMs));
    this.forgetOldTasks(platformMs);
    this.files.settle(platformMs);
    this.exports.settle(this.clock, platformMs);
  }

  /** Lets everything happen that is due by the task time. */
  runUntil(until: number): void {
    while (this.heap.nextTime <= until) {
      const { time, task: number, row } = this.heap.pop();
      const task = this.tasks.get(number);
      if (!task) continue;
      if (row < 0) {
        if (task.phaseDue === time) this.advancePhase(task, time);
      } else if (task.rows && task.rows.due[row] === time) {
        this.advanceRow(task, task.rows, row, time);
      }
    }
  }

  enterPhase(task: TaskRecord, phase: TaskRecord["phase"], due: number): void {
    task.phase = phase;
    task.phaseDue = due;
    this.heap.push(due, task.number, -1);
  }

  /** Puts waiting subtasks in line from the task time on; those that still need a confirmation stay where they are. */
  dispatch(task: TaskRecord, rows: SubtaskRows, waiting: readonly number[], from: number): void {
    const ready = waiting.filter((row) => !task.order.needConfirm || hasFlag(rows, row, ROW_FLAG.confirmed));
    for (const [k, row] of ready.entries()) {
      const delay = dispatchDelay(this.fleet.seed, task.number, row, k, ready.length);
      this.runner.setDue(task, rows, row, from + delay);
    }
  }

  /** New due times for scheduled tasks after the clock's speed changed. */
  reschedule(): void {
    for (const task of this.tasks.values()) {
      if (task.phase === "start" && task.startAt !== undefined) {
        this.enterPhase(task, "start", this.clock.taskTimeAt(task.startAt));
      }
    }
  }

  dump(): EngineState {
    const { failures, busy } = this.runner;
    return {
      tasks: this.list(),
      failures: failures.dump(),
      busy,
      nextNumber: this.nextNumber,
      files: this.files.dump(),
      exports: this.exports.dump(),
    };
  }

  restore(state: EngineState): void {
    this.heap.clear();
    this.tasks.clear();
    this.numbers.clear();
    this.runner.failures.restore(state.failures);
    this.runner.busy = state.busy;
    this.nextNumber = state.nextNumber;
    this.files.restore(state.files ?? []);
    this.exports.restore(state.exports ?? []);
    for (const task of state.tasks) {
      this.add(task);
      for (const [row, due] of task.rows?.due.entries() ?? []) this.heap.push(due, task.number, row);
    }
  }

  private advancePhase(task: TaskRecord, now: number): void {
    const due = task.startAt === undefined ? now : this.clock.taskTimeAt(task.startAt);
    if (task.phase === "windUp") this.windUp(task, now);
    else if (task.phase === "start" || due <= now) this.start(task, now);
    else this.waitForStart(task, now, due);
  }

  private waitForStart(task: TaskRecord, now: number, due: number): void {
    // Membership of a group is taken when the task begins, a list is taken over at once (sheet §6.3).
    if (!task.order.groupIds && !this.expand(task, now)) return;
    task.status = "Waitting";
    this.enterPhase(task, "start", due);
  }

  private start(task: TaskRecord, now: number): void {
    const rows = this.expand(task, now);
    if (!rows) return;
    task.status = "Waitting";
    task.started = true;
    this.enterPhase(task, "run", Number.POSITIVE_INFINITY);
    this.dispatch(task, rows, rowsWith(rows, [SUBTASK.waiting]), now);
    finishIfDone(task, this.clock.platformTimeAt(now));
  }

  private windUp(task: TaskRecord, now: number): void {
    const rows = this.expand(task, now);
    if (!rows) return;
    for (const row of rowsWith(rows, [SUBTASK.waiting, SUBTASK.processing, SUBTASK.failWaitRetry])) {
      this.runner.windUp(task, rows, row, SUBTASK.stopped);
    }
    this.enterPhase(task, "run", Number.POSITIVE_INFINITY);
    finish(task, "Stopped", this.clock.platformTimeAt(now));
  }

  /** The subtasks, made now if there are none yet; undefined when the whole task failed over it. */
  private expand(task: TaskRecord, now: number): SubtaskRows | undefined {
    if (task.rows) return task.rows;
    const platformMs = this.clock.platformTimeAt(now);
    const rows = expandTargets(task, this.fleet, platformMs, now);
    if (typeof rows === "string") {
      task.statusDesc = rows;
      this.enterPhase(task, "run", Number.POSITIVE_INFINITY);
      finish(task, "Fail", platformMs);
      return undefined;
    }
    if (task.confirmedAll) for (let row = 0; row < rows.size; row++) addFlag(rows, row, ROW_FLAG.confirmed);
    task.rows = rows;
    return rows;
  }

  private advanceRow(task: TaskRecord, rows: SubtaskRows, row: number, now: number): void {
    rows.due[row] = Number.POSITIVE_INFINITY;
    if (statusOf(rows, row) === SUBTASK.processing) this.runner.end(task, rows, row, now);
    else if (task.status !== "Stopping") this.runner.begin(task, rows, row, now);
    finishIfDone(task, this.clock.platformTimeAt(now));
  }

  private forgetOldTasks(platformMs: number): void {
    const horizon = platformMs - LIMITS.finishedTaskKeptMs;
    for (const task of this.tasks.values()) {
      if (isFinal(task.status) && (task.finishedAt ?? platformMs) < horizon) this.remove(task);
    }
  }
}
