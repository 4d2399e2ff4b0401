import { draw } from "../../draw";
import { steeredPlan } from "../../engine/attempt";
import type { Failure } from "../../engine/failure-table";
import { TRAIT } from "../../fleet/device-columns";
import type { Fleet } from "../../fleet/fleet";
import { isInApp } from "../na-apps";
import type { LegacyTask } from "./legacy-task";

/** One transmission of the command; `now` is task time, `transmission` counts from 1. */
export type Transmission = {
  fleet: Fleet;
  task: LegacyTask;
  device: number;
  transmission: number;
  now: number;
};

/** What becomes of it: the device is not there, the platform refuses, or it was sent and ends after `ms`. */
export type Delivery =
  | { kind: "absent" }
  | { kind: "refused"; failure: Failure }
  | { kind: "sent"; ms: number; failure?: Failure; unanswered?: boolean };

/** Codes that the pages of this API give to commands. */
export const COMMAND_FAILURES = {
  unknownDevice: { code: "100418", message: "The deviceData is not existed." },
  notOnline: { code: "100428", message: "The device is not online." },
  muted: { code: "100432", message: "The device command is muted." },
} satisfies Record<string, Failure>;

/** An answer is waited for this long before the command is sent again, ms of task time. */
const ANSWER_WAIT_MS = 20_000;
/** Share of weak devices that miss the second transmission as well; none misses a third. */
const SECOND_MISS = 0.25;
/** Keeps the luck of legacy tasks apart from that of v5 tasks with the same number. */
const LEGACY_TASKS = 0x4000_0000;
const SALT = { duration: 9, second: 2 } as const;

export function planDelivery(transmission: Transmission): Delivery {
  const { fleet, task, device, now } = transmission;
  const known =
    device >= 0 && !fleet.isDeleted(device) && isInApp(task.order.appId, fleet.productOf(device).appId);
  if (!known) return { kind: "refused", failure: COMMAND_FAILURES.unknownDevice };

  const ordered = steeredPlan({ fleet, device }, COMMAND_FAILURES.muted);
  if (ordered) return { kind: "sent", ms: ordered.ms, failure: ordered.failure };
  switch (fleet.statusAt(device, now)) {
    case "FROZEN":
      return { kind: "refused", failure: COMMAND_FAILURES.muted };
    case "ABNORMAL":
      return { kind: "refused", failure: COMMAND_FAILURES.notOnline };
    case "OFFLINE":
    case "INACTIVE":
      return { kind: "absent" };
    case "ONLINE":
      return isMissed(transmission)
        ? { kind: "sent", ms: ANSWER_WAIT_MS, unanswered: true }
        : { kind: "sent", ms: answerMs(transmission) };
  }
}

function isMissed(transmission: Transmission): boolean {
  const { fleet, device, transmission: count } = transmission;
  if (!fleet.hasTrait(device, TRAIT.weak)) return false;
  return count === 1 || (count === 2 && chance(transmission, SALT.second) < SECOND_MISS);
}

/** Devices on CoAP sleep between reports, and slow links take their time. */
function answerMs(transmission: Transmission): number {
  const { fleet, device } = transmission;
  const steered = fleet.steeringOf(device)?.durationMs;
  if (steered !== undefined) return steered;
  const [min, max] =
    fleet.productOf(device).protocol === "CoAP"
      ? [3_000, 30_000]
      : fleet.hasTrait(device, TRAIT.slowLink)
        ? [2_000, 8_000]
        : [400, 2_500];
  return min + (max - min) * chance(transmission, SALT.duration);
}

function chance({ fleet, task, device, transmission }: Transmission, salt: number): number {
  return draw(fleet.seed, device, LEGACY_TASKS + task.number, transmission * 256 + salt);
}
