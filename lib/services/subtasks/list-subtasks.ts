import type { ListSubtasksQuery, SubtaskList } from "@/lib/contracts/subtasks";
import { describeSnapshot } from "@/lib/domain/snapshot";
import { pageSubtasks } from "@/lib/store/subtask-store";
import type { ServiceContext } from "../context";
import { bindCursor, RowNumber } from "../cursor";
import { describePage, readPaging } from "../paging";
import { findTaskGlance } from "../tasks/find-glance";

export interface ListSubtasksInput {
  params: { connection: string; taskId: string };
  query: ListSubtasksQuery;
}

/**
 * A page in order of first sight: positions never move, so a cursor stays true while the platform's rows shift. Of a task
 * whose rows were dropped there is none to show (`snapshot.rowsDroppedAt`); what they were stands in its summary.
 */
export async function listSubtasks({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListSubtasksInput;
}): Promise<SubtaskList> {
  const { limit: _limit, cursor: _cursor, page: _page, ...filter } = input.query;
  const task = await findTaskGlance(ctx, input.params);
  const codec = bindCursor({ list: "subtasks", task: task.id, ...filter }, RowNumber);
  const paging = readPaging(input.query, codec);
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
    snapshot: describeSnapshot(task.snapshot, ctx.now()),
  };
}
