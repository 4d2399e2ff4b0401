import { CallPace } from "./call-pace";
import type { ClockState } from "./clock";
import { SimulatedClock } from "./clock";
import type { ExportOrder, ExportTask } from "./engine/export-tasks";
import { type StageOrder, stageTask } from "./engine/stage-task";
import type { StoredFile } from "./engine/stored-files";
import { type EngineState, TaskEngine } from "./engine/task-engine";
import { confirmTask, createTask, retryTask, stopTask, type TargetResult } from "./engine/task-operations";
import type { TaskOrder, TaskRecord } from "./engine/task-record";
import { type TurnOrder, turnSubtasks } from "./engine/turn-subtasks";
import type { FleetState } from "./fleet/device-states";
import { Fleet } from "./fleet/fleet";
import { type Expirable, type TokenRefuser, TokenSerials, type TokenSerialsState } from "./iam/token-serials";
import { type ModeName, Modes } from "./modes";
import { LegacyEngine, type LegacyState } from "./na/engine/legacy-engine";
import type { LegacyOrder } from "./na/engine/legacy-order";
import type { LegacyTask } from "./na/engine/legacy-task";
import { recordId } from "./record-id";
import { type DeviceOrder, steerDevice } from "./steering/steer-device";

export type WorldOptions = { now: () => Date; speed: number; seed: number; fleet: "demo" | "empty" };

/** Everything that changes the world from outside; `at` is platform ms. A journal of these is the whole history. */
export type Command =
  | { kind: "create"; at: number; order: TaskOrder; startAt?: number }
  | { kind: "stage"; at: number; order: StageOrder }
  | { kind: "turn"; at: number; taskId: string; order: TurnOrder }
  | { kind: "retry" | "stop" | "confirm"; at: number; taskId: string; targets?: string[] }
  | { kind: "delete"; at: number; taskId: string }
  | { kind: "upload"; at: number; file: StoredFile }
  | { kind: "delete-file"; at: number; fileId: string }
  | { kind: "export"; at: number; order: ExportOrder }
  | { kind: "delete-export"; at: number; exportId: string }
  | { kind: "na-create"; at: number; order: LegacyOrder }
  | { kind: "na-sign-in"; at: number }
  | { kind: "expire-tokens"; at: number; tokens: Expirable; refuser?: TokenRefuser }
  | { kind: "devices"; at: number; devices: DeviceOrder[] }
  | { kind: "remove-group"; at: number; groupId: string }
  | { kind: "speed"; at: number; speed: number }
  | { kind: "mode"; at: number; strict: ModeName[] }
  | { kind: "advance"; at: number; ms: number };

export type WorldState = {
  clock: ClockState;
  fleet: FleetState;
  engine: EngineState;
  /** Second and counter of the last task id. */
  lastId: { second: number; counter: number };
  strict?: ModeName[];
  legacy?: LegacyState;
  tokens?: TokenSerialsState;
};

const OPERATIONS = { retry: retryTask, stop: stopTask, confirm: confirmTask } as const;

/** Clock, fleet and tasks together. Commands are checked before they come here: applying one never fails. */
export class World {
  readonly clock: SimulatedClock;
  readonly fleet: Fleet;
  readonly engine: TaskEngine;
  readonly legacy: LegacyEngine;
  readonly tokens = new TokenSerials();
  /** Calls that have a limit of their own; a restart forgets them. */
  readonly pace = new CallPace();
  /** On which points of sheet §15 this server is strict. */
  readonly modes = new Modes();
  private lastId = { second: 0, counter: 0x1f0c00 };

  constructor(private readonly options: WorldOptions) {
    this.clock = new SimulatedClock(options.now, options.speed);
    this.fleet = new Fleet(options.fleet, options.seed);
    this.engine = new TaskEngine(this.fleet, this.clock);
    this.legacy = new LegacyEngine(this.fleet, this.clock);
  }

  /** Brings everything up to date and returns the platform time, ms. */
  settle(): number {
    const at = this.clock.now();
    this.settleAt(at);
    return at;
  }

  create(command: Extract<Command, { kind: "create" }>): TaskRecord {
    this.reach(command.at);
    const { order, at, startAt } = command;
    const { table } = this.engine.files.find(order.fileId ?? "") ?? {};
    return createTask(this.engine, this.nextTaskId(at), order, at, startAt, table);
  }

  stage(command: Extract<Command, { kind: "stage" }>): TaskRecord {
    this.reach(command.at);
    return stageTask(this.engine, this.nextTaskId(command.at), command.order, command.at);
  }

  createLegacy(command: Extract<Command, { kind: "na-create" }>): LegacyTask {
    this.reach(command.at);
    return this.legacy.create(this.nextTaskId(command.at), command.order, command.at);
  }

  operate(command: Extract<Command, { kind: "retry" | "stop" | "confirm" }>): TargetResult[] {
    this.reach(command.at);
    const task = this.engine.find(command.taskId);
    if (!task) return [];
    return OPERATIONS[command.kind](this.engine, task, command.targets, command.at);
  }

  /** Begins an export; undefined when its task is gone. */
  export({ order, at }: Extract<Command, { kind: "export" }>): ExportTask | undefined {
    this.reach(at);
    const task = this.engine.find(order.taskId);
    return task && this.engine.exports.add(this.nextTaskId(at), order, task, at, this.clock);
  }

  /** Carries a command out without its answer, as a replay does. */
  apply(command: Command): void {
    switch (command.kind) {
      case "create":
        this.create(command);
        return;
      case "stage":
        this.stage(command);
        return;
      case "turn": {
        this.reach(command.at);
        const task = this.engine.find(command.taskId);
        if (task) turnSubtasks(this.engine, task, command.order, command.at);
        return;
      }
      case "retry":
      case "stop":
      case "confirm":
        this.operate(command);
        return;
      case "delete": {
        this.reach(command.at);
        const task = this.engine.find(command.taskId);
        if (task) this.engine.remove(task);
        this.engine.exports.dropTask(command.taskId, command.at);
        return;
      }
      case "upload":
        this.reach(command.at);
        this.engine.files.add(command.file);
        return;
      case "delete-file":
        this.reach(command.at);
        this.engine.files.remove(command.fileId);
        return;
      case "export":
        this.export(command);
        return;
      case "delete-export":
        this.reach(command.at);
        this.engine.exports.remove(command.exportId);
        return;
      case "devices":
        this.reach(command.at);
        for (const device of command.devices) steerDevice(this.engine, device, command.at);
        this.wakeLegacy(command.devices, command.at);
        return;
      case "na-create":
        this.createLegacy(command);
        return;
      case "na-sign-in":
        this.tokens.signIn();
        return;
      case "expire-tokens":
        this.tokens.expire(command.tokens, command.refuser);
        return;
      case "remove-group":
        this.reach(command.at);
        this.fleet.removeGroup(command.groupId);
        return;
      case "speed":
        this.reach(command.at);
        this.clock.changeSpeed(command.at, command.speed);
        this.engine.reschedule();
        return;
      case "mode":
        this.reach(command.at);
        this.modes.set(command.strict);
        return;
      case "advance":
        this.reach(command.at);
        this.clock.advance(command.ms);
        return;
    }
  }

  dump(): WorldState {
    return {
      clock: this.clock.dump(),
      fleet: this.fleet.dump(),
      engine: this.engine.dump(),
      lastId: this.lastId,
      legacy: this.legacy.dump(),
      tokens: this.tokens.dump(),
      strict: this.modes.list(),
    };
  }

  restore(state: WorldState): void {
    this.clock.restore(state.clock);
    this.fleet.restore(state.fleet);
    this.engine.restore(state.engine);
    this.lastId = state.lastId;
    if (state.legacy) this.legacy.restore(state.legacy);
    if (state.tokens) this.tokens.restore(state.tokens);
    this.modes.set(state.strict ?? []);
  }

  /** Cached commands go out to devices that came online. */
  private wakeLegacy(devices: readonly DeviceOrder[], at: number): void {
    const online = devices.filter((device) => device.online);
    if (online.length > 0)
      this.legacy.wake(new Set(online.map((device) => this.fleet.find(device.deviceId))), at);
  }

  private reach(at: number): void {
    this.clock.reach(at);
    this.settleAt(at);
  }

  /** Both kinds of tasks share the fleet, so what happens to them happens in the order of its time. */
  private settleAt(at: number): void {
    const until = this.clock.taskTimeAt(at);
    while (this.legacy.nextTime <= until) {
      this.engine.runUntil(this.legacy.nextTime);
      this.legacy.step();
    }
    this.engine.settle(at);
    this.legacy.forgetOldTasks(at);
  }

  private nextTaskId(at: number): string {
    const second = Math.max(this.lastId.second, Math.floor(at / 1000));
    this.lastId = { second, counter: this.lastId.counter + 1 };
    return recordId(second * 1000, 0x3b7e4c5d9a + this.options.seed, this.lastId.counter);
  }
}
