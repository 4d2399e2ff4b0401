import type { Draft } from "@/lib/contracts/drafts";
import { findWholeDraft } from "@/lib/store/draft-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { requireSeen } from "./find-draft";
import { presentWhole } from "./present-draft";

/** One draft of the caller's, sent or not, or a template; `not_found` for another's draft. */
export async function showDraft({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { params: { connection: string; draftId: string } };
}): Promise<Draft> {
  const { caller, deps } = ctx;
  const { prisma } = deps.database;
  const connection = await requireConnection(ctx, input.params.connection, "change");
  const draft = requireSeen(caller, connection, await findWholeDraft(prisma, input.params.draftId));
  return presentWhole(prisma, draft, { caller, slug: connection.slug });
}
