import type { Operation } from "@/lib/contracts/operations";
import { pageResults } from "@/lib/store/operation-target-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor, RowNumber } from "../cursor";
import { describePage, type PagingQuery, readPaging } from "../paging";
import { presentOperation } from "./present-operation";
import { requireOperation } from "./require-operation";

export interface ShowOperationInput {
  params: { connection: string; operationId: string };
  query: PagingQuery;
}

/** One write with a page of the answers it has got so far, in the order of its set. */
export async function showOperation({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ShowOperationInput;
}): Promise<Operation> {
  const connection = await requireConnection(ctx, input.params.connection, "read");
  const { prisma } = ctx.deps.database;
  const operation = await requireOperation(ctx, connection, input.params.operationId);
  const codec = bindCursor({ list: "results", operation: operation.id }, RowNumber);
  const paging = readPaging(input.query, codec);
  const { rows, total, nextOrd } = await pageResults(prisma, operation.id, {
    limit: paging.limit,
    ...(paging.after === undefined ? { page: paging.page ?? 1 } : { afterOrd: paging.after }),
  });
  const page = describePage(paging, { total, next: nextOrd }, codec);
  return presentOperation(
    operation,
    { caller: ctx.caller, slug: connection.slug, now: ctx.now() },
    { results: rows, page },
  );
}
