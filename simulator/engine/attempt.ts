import { draw } from "../draw";
import type { Fleet } from "../fleet/fleet";
import type { Failure } from "./failure-table";
import type { TaskRecord } from "./task-record";

/** One try on one device, -1 when there is none yet. `now` is task time, `attempt` counts from 1. */
export type Attempt = {
  fleet: Fleet;
  task: TaskRecord;
  row: number;
  device: number;
  attempt: number;
  now: number;
};

/** How it will end, decided when it begins; durations are ms of task time. */
export type AttemptPlan = { ms: number; failure?: Failure; cached?: boolean };

const STEERED_MS = 5_000;

/** What a test ordered for the device; undefined when it ordered no outcome. */
export function steeredPlan(
  { fleet, device }: Pick<Attempt, "fleet" | "device">,
  otherwise: Failure,
): AttemptPlan | undefined {
  const steering = fleet.steeringOf(device);
  if (!steering?.outcome) return undefined;
  const ms = steering.durationMs ?? STEERED_MS;
  const failing =
    steering.outcome === "fail" && steering.failures < (steering.failTimes ?? Number.POSITIVE_INFINITY);
  if (!failing) return { ms };
  fleet.steer(device, { ...steering, failures: steering.failures + 1 });
  const { errorCode: code, errorMessage: message = otherwise.message } = steering;
  return { ms, failure: { code, message } };
}

/** A duration between two bounds, drawn for this device, task and attempt. */
export function between(attempt: Attempt, salt: number, min: number, max: number): number {
  return min + (max - min) * chance(attempt, salt);
}

export function chance({ fleet, task, device, attempt }: Attempt, salt: number): number {
  return draw(fleet.seed, device, task.number, attempt * 256 + salt);
}
