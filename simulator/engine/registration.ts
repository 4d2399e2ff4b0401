import { findProduct } from "../fleet/catalogue";
import { CONNECTION } from "../fleet/device-columns";
import { generateSecret } from "../fleet/device-secret";
import { type Attempt, between } from "./attempt";
import type { Failure } from "./failure-table";
import { CODED, invalidCell } from "./failures";
import { cellOf, type FileTable } from "./file-table";
import { badCell, readDetails } from "./file-template";

/** A new device is switched on so long after it was registered, ms of task time. */
const FIRST_CONTACT_MS = { min: 60_000, max: 180_000 } as const;
const SALT = 31;

/** How a subtask of createDevices names its target: a format to look at, not to parse (sheet §6.1). */
export function registrationTarget(table: FileTable, row: number): string {
  return `${cellOf(table, row, "product_id")}_${cellOf(table, row, "node_id")}`;
}

/** Registers the device of a row (sheet §7.1); returns why it could not be. `platformMs` is its creation time. */
export function registerDevice(attempt: Attempt, platformMs: number): Failure | undefined {
  const { fleet, now, row, task } = attempt;
  const { table, order } = task;
  const bad = badCell(order.type, table, row);
  if (bad) return invalidCell(bad);
  const productId = cellOf(table, row, "product_id");
  if (findProduct(productId)?.appId !== order.appId) return CODED.unknownProduct;
  const deviceId = deviceIdOf(table, row);
  const nodeId = cellOf(table, row, "node_id");
  if (isTaken(attempt, deviceId, nodeId, productId)) return CODED.deviceExists;
  const gatewayId = cellOf(table, row, "gateway_id");
  if (gatewayId !== "" && !isGateway(attempt, fleet.find(gatewayId))) return CODED.unknownGateway;

  const details = readDetails(table, row);
  const createdAt = Math.floor(platformMs);
  const name = details.name ?? nodeId;
  const device = fleet.add({
    deviceId,
    nodeId,
    name,
    productId,
    gatewayId: gatewayId || undefined,
    createdAt,
  });
  fleet.setDetails(device, details);
  fleet.setConnection(device, CONNECTION.inactive);
  const { min, max } = FIRST_CONTACT_MS;
  fleet.returnAt(device, now + between({ ...attempt, device }, SALT, min, max));
  return undefined;
}

/** Changes name, description, access or time limit of the device of a row (sheet §7.1); the rest of it stays. */
export function updateDevice({ fleet, task, device, row }: Attempt): Failure | undefined {
  const bad = badCell(task.order.type, task.table, row);
  if (bad) return invalidCell(bad);
  const { name, description, secureAccess, timeout } = readDetails(task.table, row);
  const changes = Object.entries({ name, description, secureAccess, timeout });
  fleet.setDetails(device, Object.fromEntries(changes.filter(([, value]) => value !== undefined)));
  return undefined;
}

/** What the subtask says of a registered device. It holds the device's secret (sheet §6.1). */
export function registrationOutput(table: FileTable | undefined, row: number, appId: string): string {
  const deviceId = deviceIdOf(table, row);
  const { authType, secret = generateSecret(deviceId), fingerprint = null } = readDetails(table, row);
  const own = authType === "CERTIFICATES" ? null : secret;
  return JSON.stringify({ device_id: deviceId, app_id: appId, secret: own, fingerprint });
}

function deviceIdOf(table: FileTable | undefined, row: number): string {
  const productId = cellOf(table, row, "product_id");
  return cellOf(table, row, "device_id") || `${productId}_${cellOf(table, row, "node_id")}`;
}

/** Both the device id and the node id within its product are there once. */
function isTaken({ fleet }: Attempt, deviceId: string, nodeId: string, productId: string): boolean {
  const lives = (device: number) => device >= 0 && !fleet.isDeleted(device);
  const ofProduct = (device: number) => fleet.productOf(device).productId === productId;
  return (
    lives(fleet.find(deviceId)) || fleet.findNodes(nodeId).some((node) => lives(node) && ofProduct(node))
  );
}

function isGateway({ fleet, task }: Attempt, device: number): boolean {
  return device >= 0 && !fleet.isDeleted(device) && fleet.productOf(device).appId === task.order.appId;
}
