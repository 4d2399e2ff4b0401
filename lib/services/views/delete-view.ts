import { deleteView as storeDelete } from "@/lib/store/saved-view-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { requireOwnView } from "./find-view";

export async function deleteView({
  ctx,
  input: { params },
}: {
  ctx: ServiceContext;
  input: { params: { connection: string; viewId: string } };
}): Promise<void> {
  const connection = await requireConnection(ctx, params.connection, "read");
  const view = await requireOwnView(ctx, connection, params.viewId);
  await storeDelete(ctx.deps.database.prisma, view.id);
}
