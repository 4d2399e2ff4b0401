import type { ListAppsQuery, ResourceSpace, ResourceSpaceList, Slots } from "@/lib/contracts/pickers";
import { countUnfinishedBySpace, type UnfinishedTasks } from "@/lib/store/task-space-store";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor, RowNumber } from "../cursor";
import { personWaitsMs, readWithin } from "../platform-deadline";

export interface ListAppsInput {
  params: { connection: string };
  query: ListAppsQuery;
}

/** Sheet §10.4. */
const unfinishedTasksPerSpace = 10;

/** Resource spaces, as the platform has them now; it tells all of them in one answer (sheet §11.1). */
export async function listApps({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListAppsInput;
}): Promise<ResourceSpaceList> {
  const connection = requireLiving(await requireConnection(ctx, input.params.connection, "read"));
  const { limit, cursor, ...filter } = input.query;
  const codec = bindCursor({ list: "apps", connection: connection.id, ...filter }, RowNumber);
  const start = cursor === undefined ? 0 : codec.decode(cursor).position;
  const platform = await ctx.deps.platformFor(connection);
  const all = await readWithin(personWaitsMs, (signal) => platform.listApps({ lane: "people", signal }));
  const found = all.filter((space) => matches(space, filter));
  const end = start + limit;
  const unfinished = await countUnfinishedBySpace(ctx.deps.database.prisma, connection.id);
  return {
    items: found.slice(start, end).map((space) => ({ ...space, slots: slotsOf(space, unfinished) })),
    nextCursor: found.length > end ? codec.encode({ position: end, page: null, limit }) : null,
  };
}

/** As our own snapshots count them: tasks of an unknown space may be in any (sheet §6.1). */
function slotsOf({ appId }: ResourceSpace, { bySpace, unknown }: UnfinishedTasks): Slots {
  return { used: bySpace.get(appId) ?? 0, of: unfinishedTasksPerSpace, atLeast: unknown > 0 };
}

function matches({ appId, name }: ResourceSpace, filter: Pick<ListAppsQuery, "q" | "appId">): boolean {
  if (filter.appId !== undefined && filter.appId !== appId) return false;
  const wanted = filter.q?.toLowerCase();
  return wanted === undefined || [appId, name].some((text) => text.toLowerCase().includes(wanted));
}
