import type { Fleet } from "../../fleet/fleet";
import { type Answer, json } from "../../http/answer";
import type { Query } from "../../http/query";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { countMatches, readPageQuery, takePage } from "../../paging";
import { PlatformRefusal } from "../../refusals";
import { type Platform, spaceFilter } from "../platform";
import { deviceInFull, deviceRow } from "./device-json";

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
  const at = world.settle();
  const device = fleet.find(params.deviceId ?? "");
  if (device < 0 || fleet.isDeleted(device)) throw new PlatformRefusal("IOTDA.014000");
  return json(200, deviceInFull(fleet, device, clock.taskTimeAt(at), at));
}

function deviceFilter(fleet: Fleet, query: Query): (device: number) => boolean {
  const appId = spaceFilter(query);
  const productId = query.text("product_id", LIMITS.productIdLength);
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
    if (gateway !== undefined && !isBehind(fleet, device, gateway, cascade ?? false)) return false;
    const createdAt = fleet.createdAtOf(device);
    return createdAt >= from && createdAt <= to;
  };
}

/** Whether a device is a child of the gateway or, in a cascade, a child of one of its children. */
function isBehind(fleet: Fleet, device: number, gateway: number, cascade: boolean): boolean {
  const parent = fleet.gatewayOf(device);
  if (parent === undefined || parent === gateway || !cascade) return parent === gateway;
  return fleet.gatewayOf(parent) === gateway;
}
