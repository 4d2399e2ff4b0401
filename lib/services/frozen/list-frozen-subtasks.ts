import type { FrozenSubtaskList, ListFrozenSubtasksQuery } from "@/lib/contracts/frozen";
import { pageFrozenRows } from "@/lib/store/frozen-store";
import type { ServiceContext } from "../context";
import { bindCursor, RowNumber } from "../cursor";
import { describePage, readPaging } from "../paging";
import { type FrozenPlace, findFrozen } from "./find-frozen";

export interface ListFrozenSubtasksInput {
  params: FrozenPlace;
  query: ListFrozenSubtasksQuery;
}

/** A page of the rows as they were; of a failed one the code and the text of its cause. */
export async function listFrozenSubtasks({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListFrozenSubtasksInput;
}): Promise<FrozenSubtaskList> {
  const { limit: _limit, cursor: _cursor, page: _page, ...filter } = input.query;
  const freeze = await findFrozen(ctx, input.params);
  const codec = bindCursor({ list: "frozen", freeze: freeze.id, ...filter }, RowNumber);
  const paging = readPaging(input.query, codec);
  const found = await pageFrozenRows(ctx.deps.database, freeze, {
    ...{ ...filter, limit: paging.limit },
    ...(paging.after === undefined ? { page: paging.page ?? 1 } : { afterOrd: paging.after }),
  });
  const causes = new Map(freeze.summary.byError.map((cause) => [cause.cause, cause]));
  return {
    items: found.rows.map((row) => {
      const cause = row.cause === null ? undefined : causes.get(row.cause);
      return { ...row, errorCode: cause?.code ?? null, errorMessage: cause?.message ?? null };
    }),
    page: describePage(paging, { total: found.total, next: found.nextOrd }, codec),
  };
}
