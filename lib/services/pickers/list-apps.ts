import type { ResourceSpace } from "@/lib/contracts/pickers";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { personWaitsMs, readWithin } from "../platform-deadline";

export interface ListAppsInput {
  params: { connection: string };
}

/** Resource spaces, as the platform has them now. */
export async function listApps({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListAppsInput;
}): Promise<{ items: ResourceSpace[] }> {
  const connection = requireLiving(await requireConnection(ctx, input.params.connection, "read"));
  const platform = await ctx.deps.platformFor(connection);
  const items = await readWithin(personWaitsMs, (signal) => platform.listApps({ lane: "people", signal }));
  return { items };
}
