import { randomUUID } from "node:crypto";
import { mostViews, type SavedView, type SaveView } from "@/lib/contracts/saved-views";
import { AppError } from "@/lib/errors";
import { cleanText } from "@/lib/iotda/platform-text";
import { inTransaction } from "@/lib/store/db";
import { addView } from "@/lib/store/saved-view-store";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { checkViewQuery } from "./check-view-query";
import { presentView } from "./find-view";

export interface CreateViewInput {
  params: { connection: string };
  body: SaveView;
}

/** Keeps a view for the caller, for everybody if it is shared. Throws `conflict` once they have as many as one may. */
export async function createView({
  ctx,
  input: { params, body },
}: {
  ctx: ServiceContext;
  input: CreateViewInput;
}): Promise<{ status: 201; body: SavedView }> {
  const { caller, deps } = ctx;
  const connection = await requireConnection(ctx, params.connection, "read");
  const view = {
    ...{ id: randomUUID(), connectionId: requireLiving(connection).id, createdAt: ctx.now() },
    ...{ name: cleanText(body.name), query: checkViewQuery(body.query), shared: body.shared },
    owner: { id: caller.id, name: caller.name },
  };
  if (!(await inTransaction(deps.database, (tx) => addView(tx, view, mostViews)))) {
    throw new AppError("conflict", `You have ${mostViews} views on this connection already.`, {
      hint: "too_many_views",
    });
  }
  return {
    status: 201,
    body: presentView(caller, connection.slug, { ...view, updatedAt: view.createdAt }),
  };
}
