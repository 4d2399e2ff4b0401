import type { Device, DeviceList, ListDevicesQuery } from "@/lib/contracts/fleet-pickers";
import type { PlatformDevice } from "@/lib/domain/platform-device";
import type { ServiceContext } from "../context";
import { bindCursor } from "../cursor";
import { personWaitsMs, readWithin } from "../platform-deadline";
import { DevicePlace, firstPlace, readDevices } from "./find-devices";
import { openFleet } from "./open-fleet";
import { orNotFound } from "./or-not-found";
import { walkPages } from "./walk-pages";

export interface ListDevicesInput {
  params: { connection: string };
  query: ListDevicesQuery;
}

/** Devices as the platform has them now; what `q` finds is said where the query is described. */
export async function listDevices({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListDevicesInput;
}): Promise<DeviceList> {
  const { connection, platform } = await openFleet(ctx, input.params.connection, "read");
  const { limit, cursor, ...filter } = input.query;
  const codec = bindCursor({ list: "devices", connection: connection.id, ...filter }, DevicePlace);
  const start = cursor === undefined ? firstPlace(filter) : codec.decode(cursor).position;
  let total: number | null = null;
  const { items, next } = await readWithin(personWaitsMs, (signal) =>
    walkPages<PlatformDevice, DevicePlace>({
      ...{ start, limit },
      async read(place, size) {
        const page = await readDevices(platform, filter, place, size, { lane: "people", signal });
        total = page.total;
        return page;
      },
    }),
  ).catch(orMissingGroup(filter.groupId));
  const nextCursor = next && codec.encode({ position: next, page: null, limit });
  return { items: items.map(toDevice), total, nextCursor };
}

/** Only a group can be missing here: a list narrowed to what is not there is empty. */
function orMissingGroup(groupId: string | undefined): (error: unknown) => never {
  if (groupId !== undefined) return orNotFound("There is no such group.");
  return (error) => {
    throw error;
  };
}

function toDevice(row: PlatformDevice): Device {
  return {
    deviceId: row.deviceId,
    nodeId: row.nodeId,
    name: row.name,
    appId: row.appId,
    productId: row.productId,
    productName: row.productName,
    gatewayId: row.gatewayId,
    nodeType: row.nodeType,
    status: row.status,
    firmwareVersion: row.firmwareVersion,
    softwareVersion: row.softwareVersion,
  };
}
