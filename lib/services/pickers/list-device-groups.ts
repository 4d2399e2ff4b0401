import type { DeviceGroupList, ListDeviceGroupsQuery } from "@/lib/contracts/fleet-pickers";
import type { ServiceContext } from "../context";
import { listRows } from "./list-rows";
import { openFleet } from "./open-fleet";
import { mentions } from "./walk-pages";

export interface ListDeviceGroupsInput {
  params: { connection: string };
  query: ListDeviceGroupsQuery;
}

/** Groups as one flat list, newest first: a tree is made of it by `parentId` (sheet §11.5). */
export async function listDeviceGroups({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListDeviceGroupsInput;
}): Promise<DeviceGroupList> {
  const { connection, platform } = await openFleet(ctx, input.params.connection, "read");
  const { limit, cursor, ...filter } = input.query;
  const { q, appId } = filter;
  return listRows({
    scope: { list: "device-groups", connection: connection.id, ...filter },
    page: { limit, cursor },
    read: (query, options) => platform.listGroups({ appId, ...query }, options),
    keep:
      q === undefined
        ? undefined
        : ({ name, description, groupId }) => mentions([name, description, groupId], q),
    toItem: ({ rule: _rule, ...group }) => group,
  });
}
