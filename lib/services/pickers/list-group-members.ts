import type { GroupMemberList, ListGroupMembersQuery } from "@/lib/contracts/fleet-pickers";
import type { ServiceContext } from "../context";
import { listRows } from "./list-rows";
import { openFleet } from "./open-fleet";
import { orNotFound } from "./or-not-found";

export interface ListGroupMembersInput {
  params: { connection: string; groupId: string };
  query: ListGroupMembersQuery;
}

/** Members as they are now; a dynamic group is worked out anew by the platform each time (sheet §11.5). */
export async function listGroupMembers({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListGroupMembersInput;
}): Promise<GroupMemberList> {
  const { connection, platform } = await openFleet(ctx, input.params.connection, "read");
  const { groupId } = input.params;
  const { items, total, nextCursor } = await listRows({
    scope: { list: "group-members", connection: connection.id, groupId },
    page: input.query,
    read: (query, options) => platform.listGroupDevices(groupId, query, options),
    toItem: ({ deviceId, nodeId, name, productId }) => ({ deviceId, nodeId, name, productId }),
  }).catch(orNotFound("There is no such group."));
  return { items, total: total ?? items.length, nextCursor };
}
