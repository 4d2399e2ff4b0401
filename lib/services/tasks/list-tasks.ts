import { z } from "zod";
import { Instant } from "@/lib/contracts/json";
import type { Snapshot } from "@/lib/contracts/snapshot";
import type { ListTasksQuery, TaskList } from "@/lib/contracts/tasks";
import { listTasks as readTasks, type TaskCursor } from "@/lib/store/task-store";
import { noteListWatched } from "@/lib/store/watch-notes";
import { type FoundConnection, requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor, RowNumber } from "../cursor";
import { describePage, readPaging } from "../paging";
import { describeList } from "./describe-list";
import { presentTaskSummary } from "./present-task";

const Position = z.strictObject({ at: Instant, id: RowNumber });

export interface ListTasksInput {
  params: { connection: string };
  query: ListTasksQuery;
}

/** Tasks of the connection, newest first; looking at them keeps their list followed. */
export async function listTasks({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListTasksInput;
}): Promise<TaskList> {
  const connection = await requireConnection(ctx, input.params.connection, "read");
  const { limit: _limit, cursor: _cursor, page: _page, ...filter } = input.query;
  const codec = bindCursor({ list: "tasks", connections: connection.listedIds, ...filter }, Position);
  const paging = readPaging(input.query, codec);
  const now = ctx.now();
  const { rows, total, next } = await readTasks(
    ctx.deps.database.prisma,
    {
      ...filter,
      connectionIds: connection.listedIds,
      createdFrom: toDate(filter.createdFrom),
      createdTo: toDate(filter.createdTo),
      limit: paging.limit,
      ...(paging.after ? { after: toStored(paging.after) } : { page: paging.page ?? 1 }),
    },
    now,
  );
  return {
    items: rows.map((task) => presentTaskSummary(task, { caller: ctx.caller, connection, now })),
    page: describePage(paging, { total, next: next && toText(next) }, codec),
    snapshot: await describeAndFollow(ctx, connection),
  };
}

/** After the look at how old it is: what nobody watched until now is not late by the measure of what is watched. */
async function describeAndFollow(ctx: ServiceContext, connection: FoundConnection): Promise<Snapshot> {
  const { database } = ctx.deps;
  const snapshot = await describeList(database.prisma, connection, ctx.now());
  if (connection.living) await noteListWatched(database, connection.living.id, ctx.now());
  return snapshot;
}

const toDate = (instant: string | undefined) => (instant === undefined ? undefined : new Date(instant));

function toStored({ at, id }: z.infer<typeof Position>): TaskCursor {
  return { createdAt: new Date(at), id };
}

function toText({ createdAt, id }: TaskCursor): z.infer<typeof Position> {
  return { at: createdAt.toISOString(), id };
}
