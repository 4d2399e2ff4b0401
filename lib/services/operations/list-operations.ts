import { z } from "zod";
import { Instant } from "@/lib/contracts/json";
import type { OperationKind, OperationList, OperationState } from "@/lib/contracts/operations";
import { type OperationPosition, listOperations as readOperations } from "@/lib/store/operation-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor } from "../cursor";
import { describePage, type PagingQuery, readPaging } from "../paging";
import { presentOperation } from "./present-operation";

const Position = z.strictObject({ at: Instant, id: z.uuid() });

export interface ListOperationsInput {
  params: { connection: string };
  query: PagingQuery & { kind?: OperationKind; state?: OperationState[]; taskId?: string };
}

/** Writes of the connection, newest first, without their results. */
export async function listOperations({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListOperationsInput;
}): Promise<OperationList> {
  const connection = await requireConnection(ctx, input.params.connection, "read");
  const { kind, state, taskId } = input.query;
  const filter = { connectionIds: connection.listedIds, kind, state, taskId };
  const codec = bindCursor({ list: "operations", ...filter }, Position);
  const paging = readPaging(input.query, codec);
  const { rows, total, next } = await readOperations(ctx.deps.database.prisma, {
    ...filter,
    limit: paging.limit,
    ...(paging.after ? { after: toStored(paging.after) } : { page: paging.page ?? 1 }),
  });
  return {
    items: rows.map((operation) =>
      presentOperation(operation, { caller: ctx.caller, slug: connection.slug, now: ctx.now() }),
    ),
    page: describePage(paging, { total, next: next && toText(next) }, codec),
  };
}

function toStored({ at, id }: z.infer<typeof Position>): OperationPosition {
  return { createdAt: new Date(at), id };
}

function toText({ createdAt, id }: OperationPosition): z.infer<typeof Position> {
  return { at: createdAt.toISOString(), id };
}
