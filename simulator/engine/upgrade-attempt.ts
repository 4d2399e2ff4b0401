import { draw } from "../draw";
import { findPackage, type UpgradePackage } from "../fleet/catalogue";
import { TRAIT } from "../fleet/device-columns";
import type { Fleet } from "../fleet/fleet";
import { type Attempt, type AttemptPlan, between, chance, steeredPlan } from "./attempt";
import type { Failure } from "./failure-table";
import { CODED, UPGRADE_TEXT } from "./failures";
import type { TaskRecord } from "./task-record";

/** The platform waits this long for a device that is not there (sheet §10.3). */
const ONLINE_WAIT_MS = 25 * 3_600_000;
/** The device must answer the version query in this time (sheet §10.3). */
const VERSION_QUERY_MS = 180_000;
/** A device found offline is back after this time, unless it is gone. */
const RETURN_MS = 15_000;
/** What a child adds to the time of its gateway in GATEWAY mode. */
const OWN_MS = 2_000;
/** Share of weak devices that fail their second attempt as well. */
const SECOND_FAILURE = 0.25;

const SALT = { duration: 1, second: 2, own: 3, cause: 0x77 } as const;

/** What goes wrong on a weak device, and after how long (ms of task time). */
const WEAK_CAUSES = [
  [UPGRADE_TEXT.connectionLost, 20_000, 50_000],
  [UPGRADE_TEXT.integrity, 25_000, 60_000],
  [UPGRADE_TEXT.versionTimeout, VERSION_QUERY_MS, VERSION_QUERY_MS],
  [UPGRADE_TEXT.memory, 20_000, 45_000],
  [UPGRADE_TEXT.checkTimeout, 110_000, 150_000],
] as const;

/** Plans one upgrade of a device that exists and is in no other upgrade. */
export function planUpgrade(attempt: Attempt): AttemptPlan {
  const { fleet, task, device, now } = attempt;
  const steered = steeredPlan(attempt, UPGRADE_TEXT.connectionLost);
  if (steered) return steered;

  const status = fleet.statusAt(device, now);
  if (status === "INACTIVE") {
    const backAt = fleet.backAt(device, now);
    if (backAt === undefined) return { ms: ONLINE_WAIT_MS, failure: UPGRADE_TEXT.onlineTimeout };
    const later = planUpgrade({ ...attempt, now: backAt });
    return { ...later, ms: later.ms + backAt - now };
  }
  if (status === "ABNORMAL") return plan(attempt, 6_000, 12_000, UPGRADE_TEXT.abnormal);
  if (status !== "ONLINE") return plan(attempt, 6_000, 15_000, CODED.notOnline);

  const chosen = choosePackage(task, fleet, device);
  if (chosen?.productId !== fleet.productOf(device).productId) {
    return plan(attempt, 2_000, 5_000, UPGRADE_TEXT.packageType);
  }
  const current = currentVersion(fleet, device, chosen);
  if (current === chosen.version) return plan(attempt, 2_000, 5_000);
  if (chosen.sources.length > 0 && !chosen.sources.includes(current)) {
    return plan(attempt, 8_000, 20_000, UPGRADE_TEXT.updateFailed);
  }
  if (fleet.hasTrait(device, TRAIT.fullStorage)) return plan(attempt, 15_000, 30_000, UPGRADE_TEXT.storage);

  const failsNow =
    attempt.attempt === 1 || (attempt.attempt === 2 && chance(attempt, SALT.second) < SECOND_FAILURE);
  if (failsNow && fleet.hasTrait(device, TRAIT.weak)) {
    const pick = Math.floor(draw(fleet.seed, device, SALT.cause) * WEAK_CAUSES.length);
    const [cause, min, max] = WEAK_CAUSES[pick] ?? WEAK_CAUSES[0];
    return plan(attempt, min, max, cause);
  }
  const link = linkOf(attempt);
  if (failsNow && fleet.hasTrait(link, TRAIT.weak)) {
    return plan(attempt, 20_000, 50_000, UPGRADE_TEXT.connectionLost, link);
  }
  return fleet.hasTrait(link, TRAIT.slowLink)
    ? plan(attempt, 80_000, 200_000, undefined, link)
    : plan(attempt, 18_000, 60_000, undefined, link);
}

/** A finished upgrade: the device runs the new version. */
export function completeUpgrade({ fleet, task, device }: Attempt): void {
  const chosen = choosePackage(task, fleet, device);
  if (!chosen) return;
  if (chosen.type === "firmwarePackage") fleet.setFirmware(device, chosen.version);
  else if (chosen.type === "softwarePackage") fleet.setSoftware(device, chosen.version);
  else if (chosen.module) fleet.setModuleVersion(device, chosen.module, chosen.version);
}

/** A device that was found offline comes back soon, and so does its gateway. */
export function bringBack(fleet: Fleet, device: number, now: number): void {
  if (fleet.hasTrait(device, TRAIT.gone)) return;
  if (fleet.statusAt(device, now) === "OFFLINE") fleet.returnAt(device, now + RETURN_MS);
  const gateway = fleet.gatewayOf(device);
  if (gateway !== undefined) bringBack(fleet, gateway, now);
}

/** Ids of the packages a document names (sheet §9.1). */
export function packageIds(document: Record<string, unknown> | undefined): string[] {
  const { package_id: one, package_ids: several } = document ?? {};
  const ids = Array.isArray(several) ? several : [one];
  return ids.filter((id) => typeof id === "string");
}

/** Of several packages the one for the device's product and version; else any of its product; else the first. */
function choosePackage(task: TaskRecord, fleet: Fleet, device: number): UpgradePackage | undefined {
  const packages = packageIds(task.order.document)
    .map(findPackage)
    .filter((entry) => entry !== undefined);
  const { productId } = fleet.productOf(device);
  const fitting = packages.filter((entry) => entry.productId === productId);
  const exact = fitting.find((entry) => entry.sources.includes(currentVersion(fleet, device, entry)));
  return exact ?? fitting[0] ?? packages[0];
}

function currentVersion(fleet: Fleet, device: number, entry: UpgradePackage): string {
  if (entry.type === "firmwarePackage") return fleet.firmwareOf(device);
  if (entry.type === "softwarePackage") return fleet.softwareOf(device);
  return fleet.moduleVersionOf(device, entry.module ?? "");
}

/** In GATEWAY mode the gateway loads the package once for all its children: it is their link (sheet §6.3). */
function linkOf({ fleet, task, device }: Attempt): number {
  return task.order.mode === "GATEWAY" ? (fleet.gatewayOf(device) ?? device) : device;
}

/** Takes as long as the link does; a child then needs a moment of its own. */
function plan(
  attempt: Attempt,
  min: number,
  max: number,
  failure?: Failure,
  link: number = attempt.device,
): AttemptPlan {
  const steered = attempt.fleet.steeringOf(attempt.device)?.durationMs;
  if (steered !== undefined) return { ms: steered, failure };
  const own = link === attempt.device ? 0 : between(attempt, SALT.own, 0, OWN_MS);
  return { ms: between({ ...attempt, device: link }, SALT.duration, min, max) + own, failure };
}
