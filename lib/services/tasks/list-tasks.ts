import { z } from "zod";
import { Instant } from "@/lib/contracts/json";
import type { Snapshot } from "@/lib/contracts/snapshot";
import type { ListTasksQuery, TaskList, TaskListSort } from "@/lib/contracts/tasks";
import type { TaskCursor } from "@/lib/store/task-order";
import { listTasks as readTasks } from "@/lib/store/task-store";
import { noteListWatched } from "@/lib/store/watch-notes";
import { type FoundConnection, requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor, RowNumber } from "../cursor";
import { describePage, readPaging } from "../paging";
import { describeList } from "./describe-list";
import { presentTaskSummary } from "./present-task";
import { toTaskFilter } from "./task-filter-of";

/** A place in each sort: what the task is sorted by, where that is not its creation. */
const position = { at: Instant, id: RowNumber };
const ByCreation = z.strictObject({ ...position, key: z.null() });
const ByName = z.strictObject({ ...position, key: z.string().regex(/^[^\0]{0,1000}$/u) });
const ByNumber = z.strictObject({ ...position, key: z.int().min(0).max(2_147_483_646) });
type Position = z.infer<typeof ByCreation> | z.infer<typeof ByName> | z.infer<typeof ByNumber>;

function positionOf(sort: TaskListSort): z.ZodType<Position> {
  const subject = sort.replace("-", "");
  return subject === "created" ? ByCreation : subject === "name" ? ByName : ByNumber;
}

export interface ListTasksInput {
  params: { connection: string };
  query: ListTasksQuery;
}

/** Tasks of the connection, in the order asked for; looking at them keeps their list followed. */
export async function listTasks({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListTasksInput;
}): Promise<TaskList> {
  const connection = await requireConnection(ctx, input.params.connection, "read");
  const { limit: _limit, cursor: _cursor, page: _page, ...filter } = input.query;
  const { sort = "-created" } = filter;
  const codec = bindCursor({ list: "tasks", connections: connection.listedIds, ...filter }, positionOf(sort));
  const paging = readPaging(input.query, codec);
  const now = ctx.now();
  const { rows, total, next } = await readTasks(
    ctx.deps.database.prisma,
    {
      ...toTaskFilter(filter),
      ...{ connectionIds: connection.listedIds, sort },
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

function toStored({ at, id, key }: Position): TaskCursor {
  return { createdAt: new Date(at), id, key };
}

function toText({ createdAt, id, key }: TaskCursor): Position {
  const place = { at: createdAt.toISOString(), id };
  if (key === null) return { ...place, key };
  return typeof key === "number" ? { ...place, key } : { ...place, key };
}
