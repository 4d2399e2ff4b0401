import { createHash } from "node:crypto";
import { findSpace } from "../../fleet/catalogue";
import type { Fleet } from "../../fleet/fleet";
import { type Answer, json } from "../../http/answer";
import type { Query } from "../../http/query";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { countMatches, readPageQuery, takePage } from "../../paging";
import { PlatformRefusal } from "../../refusals";
import { toCompactTime, toMillisTime } from "../../utc-time";
import { type Platform, spaceFilter } from "../platform";

const FIRST_SEEN_MS = 20 * 3_600_000;

/** Devices (sheet §11.3): no filter by status or tag. */
export function listDevices({ world }: Platform, { query }: PlatformCall): Answer {
  const { fleet, clock } = world;
  const matches = deviceFilter(fleet, query);
  const pageQuery = readPageQuery(query);
  const now = clock.taskTimeAt(world.settle());
  const rows = { size: fleet.size, idOf: (device: number) => fleet.recordIdOf(device) };
  const page = takePage(rows, pageQuery, matches);
  const devices = page.rows.map((device) => deviceRow(fleet, device, now));
  return json(200, { devices, page: { count: countMatches(rows, matches), marker: page.marker } });
}

/** One device; its secret is in the answer, as on the platform. */
export function showDevice({ world }: Platform, { params }: PlatformCall): Answer {
  const { fleet, clock } = world;
  const now = clock.taskTimeAt(world.settle());
  const device = fleet.find(params.deviceId ?? "");
  if (device < 0 || fleet.isDeleted(device)) throw new PlatformRefusal("IOTDA.014000");
  const row = deviceRow(fleet, device, now);
  const secret = createHash("sha256").update(`secret ${row.device_id}`).digest("hex").slice(0, 32);
  const createdAt = fleet.createdAtOf(device);
  const seen = row.status === "INACTIVE" ? undefined : createdAt + FIRST_SEEN_MS;
  const modules = fleet.productOf(device).role === "gateway" ? ["modem"] : [];
  return json(200, {
    ...row,
    auth_info: { auth_type: "SECRET", secret, secure_access: true, timeout: 0 },
    create_time: toCompactTime(createdAt),
    connection_status_update_time: seen && toMillisTime(seen + 3_600_000),
    active_time: seen && toMillisTime(seen),
    modules: modules.map((name) => ({
      module_name: name,
      module_version: fleet.moduleVersionOf(device, name),
    })),
  });
}

function deviceFilter(fleet: Fleet, query: Query): (device: number) => boolean {
  const appId = spaceFilter(query);
  const productId = query.text("product_id", LIMITS.packageIdLength);
  const gatewayId = query.text("gateway_id", LIMITS.targetLength);
  const nodeId = query.text("node_id", LIMITS.nodeIdLength);
  const name = query.text("device_name", LIMITS.deviceNameLength);
  const cascade = query.flag("is_cascade_query");
  if (cascade !== undefined && gatewayId === undefined) {
    throw new PlatformRefusal("IOTDA.000006", "is_cascade_query goes with gateway_id.");
  }
  const from = query.time("start_time") ?? Number.NEGATIVE_INFINITY;
  const to = query.time("end_time") ?? Number.POSITIVE_INFINITY;
  if (from >= to) throw new PlatformRefusal("IOTDA.000010");

  const nodes = nodeId === undefined ? undefined : new Set(fleet.findNodes(nodeId));
  const named = name === undefined ? undefined : new Set(fleet.findNamed(name));
  const gateway = gatewayId === undefined ? undefined : fleet.find(gatewayId);
  return (device) => {
    if (fleet.isDeleted(device)) return false;
    if (nodes?.has(device) === false || named?.has(device) === false) return false;
    const product = fleet.productOf(device);
    if (appId !== undefined && product.appId !== appId) return false;
    if (productId !== undefined && product.productId !== productId) return false;
    if (gateway !== undefined && fleet.gatewayOf(device) !== gateway) return false;
    const createdAt = fleet.createdAtOf(device);
    return createdAt >= from && createdAt <= to;
  };
}

function deviceRow(fleet: Fleet, device: number, now: number) {
  const product = fleet.productOf(device);
  const deviceId = fleet.deviceIdOf(device);
  const gateway = fleet.gatewayOf(device);
  return {
    app_id: product.appId,
    app_name: findSpace(product.appId)?.name,
    device_id: deviceId,
    node_id: fleet.nodeIdOf(device),
    gateway_id: gateway === undefined ? deviceId : fleet.deviceIdOf(gateway),
    device_name: fleet.nameOf(device),
    node_type: product.role === "child" ? "ENDPOINT" : "GATEWAY",
    fw_version: fleet.firmwareOf(device),
    sw_version: fleet.softwareOf(device),
    product_id: product.productId,
    product_name: product.name,
    status: fleet.statusAt(device, now),
    tags: [{ tag_key: "product_line", tag_value: product.prefix }],
  };
}
