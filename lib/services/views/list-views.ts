import type { ListViewsQuery, ViewList } from "@/lib/contracts/saved-views";
import { plainList, readViewQuery, taskViews, toListTasksQuery } from "@/lib/domain/task-list-url";
import { listViews as readViews } from "@/lib/store/saved-view-store";
import { countTasks } from "@/lib/store/task-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { toTaskFilter } from "../tasks/task-filter-of";
import { presentView } from "./find-view";

export interface ListViewsInput {
  params: { connection: string };
  query: ListViewsQuery;
}

/** Built-in views, the caller's own and those shared with them; all are counted in one look at the tasks. */
export async function listViews({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListViewsInput;
}): Promise<ViewList> {
  const { caller, deps } = ctx;
  const { prisma } = deps.database;
  const connection = await requireConnection(ctx, input.params.connection, "read");
  const { listedIds, slug } = connection;
  const kept = await readViews(prisma, { connectionIds: listedIds, ownerId: caller.id });
  const now = ctx.now();
  const at = { now, timeZone: input.query.timeZone ?? "UTC", personId: caller.id };
  const states = [
    ...taskViews.map((view) => ({ ...plainList, view })),
    ...kept.map(({ query }) => readViewQuery(query).state),
  ];
  const filters = states.map((state) => toTaskFilter(toListTasksQuery(state, at)));
  const [all = 0, running = 0, attention = 0, scheduled = 0, mine = 0, ...counts] = await countTasks(
    prisma,
    listedIds,
    filters,
    now,
  );
  return {
    builtIn: { all, running, attention, scheduled, mine },
    items: kept.map((view, index) => ({ ...presentView(caller, slug, view), count: counts[index] ?? 0 })),
  };
}
