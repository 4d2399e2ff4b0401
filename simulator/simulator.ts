import type { Fault } from "./faults/fault";
import type { LoggedCall } from "./http/call-log";
import type { ServerTls } from "./http/open-server";
import type { Action } from "./http/permissions";
import type { Expirable, TokenRefuser } from "./iam/token-serials";
import type { ModeName } from "./modes";
import type { DeviceOrder } from "./steering/steer-device";
import type { StageBody, TurnBody } from "./steering/task-bodies";

export type SimulatorOptions = {
  projectId: string;
  accessKey: string;
  secretKey: string;
  /** The application of the legacy API; the sandbox's by default. */
  naAppId?: string;
  naSecret?: string;
  /** Regions a derived signature or a token may name; the sheet's by default. */
  regions?: readonly string[];
  /** The wall clock. */
  now: () => Date;
  /** How many times faster than the clock devices live. */
  speed: number;
  /** Which devices are weak, offline, slow: the same seed gives the same fleet and the same history. */
  seed: number;
  /** Where state survives a restart; absent = in memory only. */
  dataDir?: string;
  fleet: "demo" | "empty";
  /** Speaks HTTPS with these. */
  tls?: ServerTls;
  /** Added to every answer of the platform, ms of real time. */
  idleLatencyMs?: number;
};

export type SimulatorState = {
  wallTime: string;
  /** Wall time moved by `advanceClock`. */
  platformTime: string;
  /** How far the `Date` header is off. */
  skewMs: number;
  speed: number;
  fleet: { kind: "demo" | "empty"; seed: number; devices: number; groups: number; steered: number };
  tasks: { total: number; unfinished: number };
  legacyTasks: { total: number; unfinished: number };
  faults: { fault: Fault; left: number | null }[];
  /** Points of sheet §15 on which the server is strict. */
  strict: ModeName[];
  /** Actions the account may not do. */
  denied: Action[];
  calls: number;
  /** What the process holds. */
  memoryBytes: number;
};

export type Simulator = {
  /** Serves on `port` (0 = any free one) until `close`. */
  listen(port?: number, host?: string): Promise<{ port: number; url: string }>;
  /** Saves the state and lets go of port and data directory. */
  close(): Promise<void>;
  state(): SimulatorState;
  setSpeed(speed: number): void;
  /** The account may do none of these and all else; IAM actions of sheet §3.3. */
  denyActions(actions: Action[]): void;
  /** The server is strict on exactly these points of sheet §15. */
  setMode(strict: ModeName[]): void;
  /** Moves the platform's clock, and with it all tasks, ahead by ms; signatures keep to the wall clock. */
  advanceClock(ms: number): void;
  /** Puts the `Date` header and the check of signatures off by ms, either way, until it is set to 0 or reset. */
  setSkew(ms: number): void;
  /** Adds devices or changes how they behave; throws when a new one belongs to no known product. */
  setDevices(devices: DeviceOrder[]): void;
  /** Removes a device group; throws when there is none. */
  removeGroup(groupId: string): void;
  /** Puts on a task of any size that is in full swing at once; returns its id. */
  stageTask(task: StageBody): string;
  /** Deletes a task behind the client's back, whatever its state. */
  removeTask(taskId: string): void;
  /** Turns subtasks to another status: progress goes backwards, a finished task is open again. */
  turnSubtasks(turn: TurnBody): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Calls of the legacy API allowed in any minute of the wall clock; 0 = no limit. */
  limitNaCalls(callsPerMinute: number): void;
  /** Tokens of this kind stop to count; IAM's are refused by the platform, or by the gateway in front of it. */
  expireTokens(kind: Expirable, refuser?: TokenRefuser): void;
  /** Calls of the platform and of IAM, oldest first, bounded. */
  calls(): LoggedCall[];
  clearCalls(): void;
  /** No tasks, devices as at first, no faults, no calls, the clock on time. */
  reset(): void;
};
