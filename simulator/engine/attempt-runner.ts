import type { SimulatedClock } from "../clock";
import type { Fleet } from "../fleet/fleet";
import { isUpgrade } from "../task-types";
import type { Attempt, AttemptPlan } from "./attempt";
import { planCrowd } from "./crowd-attempt";
import { completeAction, planAction } from "./device-action";
import type { EventHeap } from "./event-heap";
import { FailureTable } from "./failure-table";
import { CODED, UPGRADE_TEXT } from "./failures";
import { registerDevice, updateDevice } from "./registration";
import { addFlag, hasFlag, ROW_FLAG, SUBTASK, type SubtaskRows, setStatus } from "./subtask-rows";
import { finishIfDone, type TaskRecord } from "./task-record";
import { bringBack, completeUpgrade, planUpgrade } from "./upgrade-attempt";

const NEVER = Number.POSITIVE_INFINITY;
const ROWS_PER_TASK = 2 ** 24;

/** Begins and ends attempts on devices. All `now` are task time, ms. */
export class AttemptRunner {
  readonly failures = new FailureTable();
  /** Devices in an upgrade, with the subtask that holds them. */
  busy = new Map<number, number>();

  constructor(
    private readonly fleet: Fleet,
    private readonly clock: SimulatedClock,
    private readonly heap: EventHeap,
    private readonly tasks: ReadonlyMap<number, TaskRecord>,
  ) {}

  /** Sets when a subtask changes next. */
  setDue(task: TaskRecord, rows: SubtaskRows, row: number, due: number): void {
    rows.due[row] = due;
    this.heap.push(due, task.number, row);
  }

  begin(task: TaskRecord, rows: SubtaskRows, row: number, now: number): void {
    if (!this.resolveDevice(task, rows, row)) {
      this.windUp(task, rows, row, SUBTASK.removed);
      return;
    }
    task.status = "Processing";
    setStatus(rows, row, SUBTASK.processing);
    rows.attempt[row] = Math.min(255, (rows.attempt[row] ?? 0) + 1);
    this.follow(task, rows, row, now);
  }

  end(task: TaskRecord, rows: SubtaskRows, row: number, now: number): void {
    this.release(task, rows, row);
    const attempt = this.attemptOf(task, rows, row, now);
    const upgrade = isUpgrade(task.order.type);
    if (rows.failure[row] === 0 && task.table) this.followRow(attempt, rows, row);
    if (rows.failure[row] === 0) {
      setStatus(rows, row, SUBTASK.success);
      if (rows.crowd) return;
      if (upgrade) completeUpgrade(attempt);
      else this.complete(attempt, hasFlag(rows, row, ROW_FLAG.cached));
      if (task.order.type === "deleteDevices") this.dropDevice(attempt.device, now);
      return;
    }
    if (upgrade && attempt.device >= 0) bringBack(this.fleet, attempt.device, now);
    const { retry_count: allowed = 0, retry_interval: minutes = 0 } = task.order.policy ?? {};
    const used = rows.autoRetries[row] ?? 0;
    setStatus(rows, row, used < allowed ? SUBTASK.failWaitRetry : SUBTASK.fail);
    if (used >= allowed) return;
    rows.autoRetries[row] = used + 1;
    this.setDue(task, rows, row, now + minutes * 60_000);
  }

  /** Ends a subtask without an outcome: stopped, or removed because its device is gone. */
  windUp(task: TaskRecord, rows: SubtaskRows, row: number, status: number): void {
    this.release(task, rows, row);
    rows.due[row] = NEVER;
    setStatus(rows, row, status);
  }

  /** Plans the running upgrade of a device anew, as when it comes online while the platform waits for it. */
  replan(device: number, now: number): void {
    const held = this.heldBy(device);
    if (held) this.follow(held.task, held.rows, held.row, now);
  }

  private follow(task: TaskRecord, rows: SubtaskRows, row: number, now: number): void {
    const plan = this.plan(task, rows, row, now);
    rows.failure[row] = plan.failure ? this.failures.numberOf(plan.failure) : 0;
    if (plan.cached) addFlag(rows, row, ROW_FLAG.cached);
    this.setDue(task, rows, row, now + plan.ms);
  }

  /** A device for which something waits is back soon, unless it is gone for good. */
  private complete(attempt: Attempt, cached: boolean): void {
    completeAction(attempt, cached);
    if (cached) bringBack(this.fleet, attempt.device, attempt.now);
  }

  /** Registers or changes the device of a file's row: only now is known whether another row was faster. */
  private followRow(attempt: Attempt, rows: SubtaskRows, row: number): void {
    const { type } = attempt.task.order;
    if (type !== "createDevices" && type !== "updateDevices") return;
    const at = this.clock.platformTimeAt(attempt.now);
    const failure = type === "createDevices" ? registerDevice(attempt, at) : updateDevice(attempt);
    rows.failure[row] = failure ? this.failures.numberOf(failure) : 0;
  }

  private plan(task: TaskRecord, rows: SubtaskRows, row: number, now: number): AttemptPlan {
    const attempt = this.attemptOf(task, rows, row, now);
    if (rows.crowd) return planCrowd(attempt, row, rows.crowd);
    const { device } = attempt;
    if (task.order.type === "createDevices") return planAction(attempt);
    const known = device >= 0 && this.fleet.productOf(device).appId === task.order.appId;
    if (!known) return { ms: 600, failure: CODED.unknownDevice };
    if (!isUpgrade(task.order.type)) return planAction(attempt);
    const key = keyOf(task, row);
    const holder = this.busy.get(device) ?? key;
    if (holder !== key) return { ms: 2_000, failure: UPGRADE_TEXT.conflict };
    this.busy.set(device, key);
    return planUpgrade(attempt);
  }

  /** False when the device was deleted after the task took it over (sheet §10.2, Removed). */
  private resolveDevice(task: TaskRecord, rows: SubtaskRows, row: number): boolean {
    const device = rows.device[row] ?? -1;
    if (device >= 0) return !this.fleet.isDeleted(device);
    // A subtask that makes a device keeps the name it has for it.
    if (task.order.type === "createDevices") return true;
    const found = this.fleet.find(rows.strangers[-1 - device] ?? "");
    if (found >= 0 && !this.fleet.isDeleted(found)) rows.device[row] = found;
    return true;
  }

  private attemptOf(task: TaskRecord, rows: SubtaskRows, row: number, now: number): Attempt {
    const { fleet } = this;
    return { fleet, task, row, device: rows.device[row] ?? -1, attempt: rows.attempt[row] ?? 0, now };
  }

  private release(task: TaskRecord, rows: SubtaskRows, row: number): void {
    const device = rows.device[row] ?? -1;
    if (this.busy.get(device) === keyOf(task, row)) this.busy.delete(device);
  }

  /** A deleted device takes its running upgrade with it. */
  private dropDevice(device: number, now: number): void {
    const held = this.heldBy(device);
    if (!held) return;
    this.windUp(held.task, held.rows, held.row, SUBTASK.removed);
    finishIfDone(held.task, this.clock.platformTimeAt(now));
  }

  private heldBy(device: number): { task: TaskRecord; rows: SubtaskRows; row: number } | undefined {
    const key = this.busy.get(device);
    const task = key === undefined ? undefined : this.tasks.get(Math.floor(key / ROWS_PER_TASK));
    if (key === undefined || !task?.rows) return undefined;
    return { task, rows: task.rows, row: key % ROWS_PER_TASK };
  }
}

function keyOf(task: TaskRecord, row: number): number {
  return task.number * ROWS_PER_TASK + row;
}
