import { z } from "zod";
import type { DraftList, ListDraftsQuery } from "@/lib/contracts/drafts";
import { Instant } from "@/lib/contracts/json";
import { type DraftPosition, listDrafts as readDrafts } from "@/lib/store/draft-list";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor } from "../cursor";
import { describePage, readPaging } from "../paging";
import { presentSummary } from "./present-draft";

const Position = z.strictObject({ at: Instant, id: z.uuid() });

export interface ListDraftsInput {
  params: { connection: string };
  query: ListDraftsQuery;
}

/** The caller's own drafts, or everybody's templates; what was sent is a task by now, or on its way to be one. */
export async function listDrafts({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListDraftsInput;
}): Promise<DraftList> {
  const { caller, deps } = ctx;
  const connection = await requireConnection(ctx, input.params.connection, "change");
  const { kind } = input.query;
  const filter = {
    ...{ connectionIds: connection.listedIds, kind },
    ...(kind === "draft" ? { ownerId: caller.id } : {}),
  };
  const codec = bindCursor({ list: "drafts", ...filter }, Position);
  const paging = readPaging(input.query, codec);
  const { rows, total, next } = await readDrafts(deps.database.prisma, {
    ...{ ...filter, limit: paging.limit },
    ...(paging.after ? { after: toStored(paging.after) } : { page: paging.page ?? 1 }),
  });
  return {
    items: rows.map((draft) => presentSummary(draft, { caller, slug: connection.slug })),
    page: describePage(paging, { total, next: next && toText(next) }, codec),
  };
}

function toStored({ at, id }: z.infer<typeof Position>): DraftPosition {
  return { updatedAt: new Date(at), id };
}

function toText({ updatedAt, id }: DraftPosition): z.infer<typeof Position> {
  return { at: updatedAt.toISOString(), id };
}
