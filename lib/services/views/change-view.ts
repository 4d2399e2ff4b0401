import type { SavedView, SaveView } from "@/lib/contracts/saved-views";
import { cleanText } from "@/lib/iotda/platform-text";
import { changeView as storeChange } from "@/lib/store/saved-view-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { checkViewQuery } from "./check-view-query";
import { presentView, requireOwnView, viewGone } from "./find-view";

export interface ChangeViewInput {
  params: { connection: string; viewId: string };
  body: SaveView;
}

/** Name, filters and who sees it; it stays its owner's, whoever changes it. */
export async function changeView({
  ctx,
  input: { params, body },
}: {
  ctx: ServiceContext;
  input: ChangeViewInput;
}): Promise<SavedView> {
  const connection = await requireConnection(ctx, params.connection, "read");
  const view = await requireOwnView(ctx, connection, params.viewId);
  const changed = await storeChange(ctx.deps.database.prisma, view.id, {
    ...{ name: cleanText(body.name), query: checkViewQuery(body.query), shared: body.shared },
    updatedAt: ctx.now(),
  });
  if (!changed) throw viewGone();
  return presentView(ctx.caller, connection.slug, changed);
}
