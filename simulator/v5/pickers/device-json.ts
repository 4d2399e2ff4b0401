import { findSpace } from "../../fleet/catalogue";
import { nodeTypeOf, tagsOf } from "../../fleet/describe-device";
import { authInfoOf } from "../../fleet/device-secret";
import type { Fleet } from "../../fleet/fleet";
import { toCompactTime, toMillisTime } from "../../utc-time";

/** Devices of the demo fleet were switched on so long after they were registered. */
const FIRST_SEEN_MS = 20 * 3_600_000;
const LAST_CHANGE_MS = 3_600_000;

/** One device of a list (sheet §11.3); `now` is task time. */
export function deviceRow(fleet: Fleet, device: number, now: number) {
  const product = fleet.productOf(device);
  return {
    app_id: product.appId,
    app_name: findSpace(product.appId)?.name,
    device_id: fleet.deviceIdOf(device),
    node_id: fleet.nodeIdOf(device),
    gateway_id: fleet.deviceIdOf(fleet.gatewayOf(device) ?? device),
    device_name: fleet.nameOf(device),
    node_type: nodeTypeOf(fleet, device),
    description: fleet.detailsOf(device).description,
    fw_version: fleet.firmwareOf(device),
    sw_version: fleet.softwareOf(device),
    product_id: product.productId,
    product_name: product.name,
    status: fleet.statusAt(device, now),
    tags: tagsOf(fleet, device),
  };
}

/** One device in full, its secret included, as on the platform. `platformMs` bounds what was already seen of it. */
export function deviceInFull(fleet: Fleet, device: number, now: number, platformMs: number) {
  const row = deviceRow(fleet, device, now);
  const createdAt = fleet.createdAtOf(device);
  const seen = row.status === "INACTIVE" ? undefined : Math.min(createdAt + FIRST_SEEN_MS, platformMs);
  return {
    ...row,
    auth_info: authInfoOf(fleet, device),
    create_time: toCompactTime(createdAt),
    connection_status_update_time: seen && toMillisTime(Math.min(seen + LAST_CHANGE_MS, platformMs)),
    active_time: seen && toMillisTime(seen),
    modules: modulesOf(fleet, device),
  };
}

/** The named modules of a device with the versions they run: only gateways have one. */
export function modulesOf(fleet: Fleet, device: number) {
  const names = fleet.productOf(device).role === "gateway" ? ["modem"] : [];
  return names.map((name) => ({ module_name: name, module_version: fleet.moduleVersionOf(device, name) }));
}
