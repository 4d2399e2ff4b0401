import type { FindLiveTargets, LiveTargets } from "@/lib/contracts/target-checks";
import { findTasksOf } from "@/lib/store/live-target-store";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { spendAct } from "../spend-act";

export interface FindLiveTargetsInput {
  params: { connection: string };
  body: FindLiveTargets;
}

/** Each may compare 30,000 devices with every live task (security.md S4.9). */
const comparisonsAllowed = { name: "targets.live", count: 60, windowMs: 60_000 } as const;

/** Other tasks that are still working on these devices, as far as our own snapshots know. */
export async function findLiveTargets({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: FindLiveTargetsInput;
}): Promise<LiveTargets> {
  const connection = requireLiving(await requireConnection(ctx, input.params.connection, "read"));
  await spendAct(ctx, comparisonsAllowed);
  const found = await findTasksOf(ctx.deps.database, connection.id, [...new Set(input.body.ids)]);
  return { ...found, checkedAt: ctx.now().toISOString() };
}
