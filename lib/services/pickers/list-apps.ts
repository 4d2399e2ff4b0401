import type { ListAppsQuery, ResourceSpace, ResourceSpaceList } from "@/lib/contracts/pickers";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor, RowNumber } from "../cursor";
import { personWaitsMs, readWithin } from "../platform-deadline";

export interface ListAppsInput {
  params: { connection: string };
  query: ListAppsQuery;
}

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
  return {
    items: found.slice(start, end),
    nextCursor: found.length > end ? codec.encode({ position: end, page: null, limit }) : null,
  };
}

function matches({ appId, name }: ResourceSpace, filter: Pick<ListAppsQuery, "q" | "appId">): boolean {
  if (filter.appId !== undefined && filter.appId !== appId) return false;
  const wanted = filter.q?.toLowerCase();
  return wanted === undefined || [appId, name].some((text) => text.toLowerCase().includes(wanted));
}
