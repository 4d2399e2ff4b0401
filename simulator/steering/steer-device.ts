import type { TaskEngine } from "../engine/task-engine";
import { CONNECTION, TRAIT } from "../fleet/device-columns";
import type { Fleet } from "../fleet/fleet";

/** What a test wants of a device. Unknown devices of a known product are added to the fleet. */
export type DeviceOrder = {
  deviceId: string;
  /** Needed for a new device whose id does not begin with a product id. */
  productId?: string;
  name?: string;
  gatewayId?: string;
  firmware?: string;
  software?: string;
  online?: boolean;
  frozen?: boolean;
  /** Gone, as if somebody else had deleted it; a subtask that has not begun is Removed. */
  deleted?: boolean;
  /** `default` gives the device back to its own luck. */
  outcome?: "success" | "fail" | "default";
  errorCode?: string;
  errorMessage?: string;
  /** Fail this often, then succeed; absent = for ever. */
  failTimes?: number;
  /** How long an attempt takes, ms of task time. */
  durationMs?: number;
};

/** The product a new device would belong to: given, or the part of its id before the first `_`. */
export function productIdOf(order: DeviceOrder): string {
  return order.productId ?? order.deviceId.split("_", 1)[0] ?? "";
}

/** Applies a checked order at the platform time `at`. */
export function steerDevice(engine: TaskEngine, order: DeviceOrder, at: number): void {
  const { fleet } = engine;
  const known = fleet.find(order.deviceId);
  const device = known >= 0 ? known : addDevice(fleet, order, at);
  if (order.firmware !== undefined) fleet.setFirmware(device, order.firmware);
  if (order.software !== undefined) fleet.setSoftware(device, order.software);
  if (order.frozen !== undefined) fleet.setTrait(device, TRAIT.frozen, order.frozen);
  if (order.deleted !== undefined) fleet.setTrait(device, TRAIT.deleted, order.deleted);
  setOutcome(fleet, device, order);
  if (order.online === undefined) return;
  fleet.setConnection(device, order.online ? CONNECTION.online : CONNECTION.offline);
  fleet.setTrait(device, TRAIT.gone, !order.online);
  if (order.online) engine.runner.replan(device, engine.clock.taskTimeAt(at));
}

function setOutcome(fleet: Fleet, device: number, order: DeviceOrder): void {
  const { outcome, errorCode, errorMessage, failTimes, durationMs } = order;
  if (outcome === "default") fleet.steer(device, undefined);
  else if (outcome)
    fleet.steer(device, { outcome, errorCode, errorMessage, failTimes, durationMs, failures: 0 });
  else if (durationMs !== undefined)
    fleet.steer(device, { failures: 0, ...fleet.steeringOf(device), durationMs });
}

function addDevice(fleet: Fleet, order: DeviceOrder, at: number): number {
  const nodeId = order.deviceId.includes("_")
    ? order.deviceId.slice(order.deviceId.indexOf("_") + 1)
    : order.deviceId;
  return fleet.add({
    deviceId: order.deviceId,
    nodeId,
    name: order.name ?? nodeId,
    productId: productIdOf(order),
    gatewayId: order.gatewayId,
    createdAt: at,
  });
}
