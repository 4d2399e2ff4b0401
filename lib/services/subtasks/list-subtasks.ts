import { z } from "zod";
import type { ListSubtasksQuery, SubtaskList } from "@/lib/contracts/subtasks";
import { describeSnapshot } from "@/lib/domain/snapshot";
import { pageByDevice } from "@/lib/store/subtask-sorted";
import { pageSubtasks } from "@/lib/store/subtask-store";
import type { TaskGlance } from "@/lib/store/task-glance";
import type { ServiceContext } from "../context";
import { bindCursor, RowNumber } from "../cursor";
import { describePage, readPaging } from "../paging";
import { findTaskGlance } from "../tasks/find-glance";
import { requireSelection } from "./require-selection";

export interface ListSubtasksInput {
  params: { connection: string; taskId: string };
  query: ListSubtasksQuery;
}

type Rows = Pick<SubtaskList, "items" | "page">;

/**
 * A page in order of first sight, or of devices: places never move, so a cursor stays true while the platform's rows
 * shift. Of a task whose rows were dropped there is none to show (`snapshot.rowsDroppedAt`); what they were stands in its
 * summary. Throws `invalid_input` for a selection that is not, or no longer, one of this task.
 */
export async function listSubtasks({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListSubtasksInput;
}): Promise<SubtaskList> {
  const { selection, sort } = input.query;
  const task = await findTaskGlance(ctx, input.params);
  if (selection && !task.snapshot.rowsDroppedAt) await requireSelection(ctx, task.id, selection);
  const list = sort === "device" || sort === "-device" ? listByDevice : listAsSeen;
  const rows = await list(ctx, task, input.query);
  return { ...rows, snapshot: describeSnapshot(task.snapshot, ctx.now()) };
}

async function listAsSeen(ctx: ServiceContext, task: TaskGlance, query: ListSubtasksQuery): Promise<Rows> {
  const { filter, scope } = splitQuery(task, query);
  const codec = bindCursor(scope, RowNumber);
  const paging = readPaging(query, codec);
  const found = task.snapshot.rowsDroppedAt
    ? { rows: [], total: 0, nextOrd: null }
    : await pageSubtasks(ctx.deps.database, task.id, {
        ...filter,
        limit: paging.limit,
        ...(paging.after === undefined ? { page: paging.page ?? 1 } : { afterOrd: paging.after }),
      });
  return {
    items: found.rows,
    page: describePage(paging, { total: found.total, next: found.nextOrd }, codec),
  };
}

/** `dup` is a smallint: a forged one must not overflow there. */
const Place = z.strictObject({ target: z.string().max(256), dup: z.int().min(0).max(32_767) });

async function listByDevice(ctx: ServiceContext, task: TaskGlance, query: ListSubtasksQuery): Promise<Rows> {
  const { filter, scope } = splitQuery(task, query);
  const codec = bindCursor(scope, Place);
  const paging = readPaging(query, codec);
  const found = task.snapshot.rowsDroppedAt
    ? { rows: [], total: 0, next: null }
    : await pageByDevice(ctx.deps.database, task.id, {
        ...filter,
        descending: query.sort === "-device",
        limit: paging.limit,
        ...(paging.after === undefined ? { page: paging.page ?? 1 } : { after: paging.after }),
      });
  return { items: found.rows, page: describePage(paging, found, codec) };
}

/** What is asked for, and what a cursor is bound to. */
function splitQuery(task: TaskGlance, query: ListSubtasksQuery) {
  const { limit: _limit, cursor: _cursor, page: _page, sort = "seen", ...filter } = query;
  return {
    filter,
    scope: { list: "subtasks", task: task.id, ...(sort === "seen" ? {} : { sort }), ...filter },
  };
}
