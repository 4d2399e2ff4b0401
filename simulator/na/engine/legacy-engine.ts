import type { SimulatedClock } from "../../clock";
import { EventHeap } from "../../engine/event-heap";
import { type Failure, FailureTable } from "../../engine/failure-table";
import { dispatchDelay, initialiseMs } from "../../engine/pace";
import type { Fleet } from "../../fleet/fleet";
import { LIMITS } from "../../limits";
import { findTargets } from "./find-targets";
import type { LegacyOrder } from "./legacy-order";
import {
  completeCount,
  createLegacyRows,
  isOpen,
  LEGACY,
  type LegacyRows,
  legacyStatusOf,
  NO_ANSWER,
  setLegacyStatus,
} from "./legacy-rows";
import { isUnfinished, type LegacyTask, type LegacyTaskStatus } from "./legacy-task";
import { planDelivery } from "./plan-delivery";

export type LegacyState = { tasks: LegacyTask[]; failures: Failure[]; nextNumber: number };

const NEVER = Number.POSITIVE_INFINITY;
/** How often the platform looks again for a device that was not there, ms of task time. */
const LOOK_AGAIN_MS = 300_000;

/** Carries legacy tasks through time. They share fleet and clock with the v5 tasks, and are not seen among them. */
export class LegacyEngine {
  readonly failures = new FailureTable();
  private readonly heap = new EventHeap();
  private readonly tasks = new Map<number, LegacyTask>();
  private nextNumber = 1;

  constructor(
    private readonly fleet: Fleet,
    private readonly clock: SimulatedClock,
  ) {}

  /** Tasks in order of creation. */
  list(): LegacyTask[] {
    return [...this.tasks.values()];
  }

  find(taskId: string): LegacyTask | undefined {
    return this.list().find((task) => task.id === taskId);
  }

  /** Accepts a checked order at the platform time `at`. */
  create(id: string, { param, ...order }: LegacyOrder, at: number): LegacyTask {
    const number = this.nextNumber++;
    const begun = this.clock.taskTimeAt(at);
    const nobody = { devices: new Int32Array(), strangers: [] };
    const { devices, strangers } = findTargets(this.fleet, order.appId, param, begun) ?? nobody;
    const task: LegacyTask = {
      number,
      id,
      order,
      paramJson: Buffer.from(JSON.stringify(param)),
      maxRetransmit: param.maxRetransmit ?? 0,
      createdAt: at,
      status: "Pending",
      due: begun + initialiseMs(this.fleet.seed, number),
      deadline: begun + order.timeoutMinutes * 60_000,
      rows: createLegacyRows(devices, strangers),
    };
    this.add(task);
    return task;
  }

  /** Task time of the next event; Infinity when there is none. */
  get nextTime(): number {
    return this.heap.nextTime;
  }

  /** Lets the next event happen; call only while `nextTime` is finite. */
  step(): void {
    const { time, task: number, row } = this.heap.pop();
    const task = this.tasks.get(number);
    if (!task) return;
    if (row < 0) {
      if (task.due === time) this.advanceTask(task, time);
    } else if (task.rows.due[row] === time) {
      this.advanceRow(task, row, time);
    }
  }

  /** Commands that wait for one of the devices, or for what is behind it, are sent at the platform time `at`. */
  wake(devices: ReadonlySet<number>, at: number): void {
    const now = this.clock.taskTimeAt(at);
    for (const task of this.tasks.values()) {
      const { rows, status } = task;
      for (let row = 0; status === "Running" && row < rows.size; row++) {
        if (legacyStatusOf(rows, row) !== LEGACY.pending) continue;
        const device = this.deviceOf(rows, row);
        const gateway = device < 0 ? undefined : this.fleet.gatewayOf(device);
        if (devices.has(device) || devices.has(gateway ?? -1)) this.setDue(task, row, now);
      }
    }
  }

  forgetOldTasks(platformMs: number): void {
    const horizon = platformMs - LIMITS.finishedTaskKeptMs;
    for (const task of this.tasks.values()) {
      if (!isUnfinished(task) && (task.finishedAt ?? platformMs) < horizon) this.tasks.delete(task.number);
    }
  }

  dump(): LegacyState {
    return { tasks: this.list(), failures: this.failures.dump(), nextNumber: this.nextNumber };
  }

  restore(state: LegacyState): void {
    this.heap.clear();
    this.tasks.clear();
    this.failures.restore(state.failures);
    this.nextNumber = state.nextNumber;
    for (const task of state.tasks) {
      this.add(task);
      for (const [row, due] of task.rows.due.entries()) this.heap.push(due, task.number, row);
    }
  }

  private add(task: LegacyTask): void {
    this.tasks.set(task.number, task);
    this.heap.push(task.due, task.number, -1);
  }

  private advanceTask(task: LegacyTask, now: number): void {
    if (task.status === "Running") this.timeOut(task, now);
    else this.start(task, now);
  }

  private start(task: LegacyTask, now: number): void {
    task.status = "Running";
    this.setTaskDue(task, task.deadline);
    const { size } = task.rows;
    const delayOf = (row: number) => dispatchDelay(this.fleet.seed, task.number, row, row, size);
    // Every command is sent in the first half of the task's time, however many there are.
    const pace = Math.min(1, (task.deadline - now) / 2 / delayOf(size - 1));
    for (let row = 0; row < size; row++) this.setDue(task, row, now + delayOf(row) * pace);
  }

  /** Sheet §13.6: what has not ended when the task's time is up has timed out. */
  private timeOut(task: LegacyTask, now: number): void {
    const { rows } = task;
    for (let row = 0; row < rows.size; row++) {
      if (isOpen(rows, row)) this.end(task, row, LEGACY.timeout);
    }
    this.finish(task, "Timeout", now);
  }

  private advanceRow(task: LegacyTask, row: number, now: number): void {
    const { rows } = task;
    const outcome = rows.outcome[row] ?? 0;
    const waited = legacyStatusOf(rows, row) === LEGACY.waitResult;
    if (!waited) this.send(task, row, now);
    else if (outcome === 0) this.end(task, row, LEGACY.success);
    else if (outcome !== NO_ANSWER) this.end(task, row, LEGACY.fail);
    else if ((rows.sent[row] ?? 0) <= task.maxRetransmit) this.send(task, row, now);
    else this.end(task, row, LEGACY.timeout);
    if (completeCount(rows) === rows.size) this.finish(task, "Complete", now);
  }

  private send(task: LegacyTask, row: number, now: number): void {
    const { rows } = task;
    const { fleet } = this;
    const device = this.deviceOf(rows, row);
    const transmission = (rows.sent[row] ?? 0) + 1;
    const delivery = planDelivery({ fleet, task, device, transmission, now });
    if (delivery.kind === "absent") {
      this.setDue(task, row, now + LOOK_AGAIN_MS);
      return;
    }
    const { failure } = delivery;
    rows.outcome[row] = failure ? this.failures.numberOf(failure) : 0;
    if (delivery.kind === "refused") {
      this.end(task, row, LEGACY.fail);
      return;
    }
    if (delivery.unanswered) rows.outcome[row] = NO_ANSWER;
    rows.sent[row] = transmission;
    setLegacyStatus(rows, row, LEGACY.waitResult);
    this.setDue(task, row, now + delivery.ms);
  }

  private end(task: LegacyTask, row: number, status: number): void {
    task.rows.due[row] = NEVER;
    setLegacyStatus(task.rows, row, status);
  }

  private finish(task: LegacyTask, status: LegacyTaskStatus, now: number): void {
    task.status = status;
    task.finishedAt = this.clock.platformTimeAt(now);
    task.due = NEVER;
  }

  private setDue(task: LegacyTask, row: number, due: number): void {
    task.rows.due[row] = due;
    this.heap.push(due, task.number, row);
  }

  private setTaskDue(task: LegacyTask, due: number): void {
    task.due = due;
    this.heap.push(due, task.number, -1);
  }

  /** An id that was unknown when the task was made may be a device by now. */
  private deviceOf(rows: LegacyRows, row: number): number {
    const device = rows.device[row] ?? -1;
    return device >= 0 ? device : this.fleet.find(rows.strangers[-1 - device] ?? "");
  }
}
