import { randomUUID } from "node:crypto";
import type { CopyDraft, Draft } from "@/lib/contracts/drafts";
import type { JsonObject } from "@/lib/contracts/json";
import { nameCopy } from "@/lib/domain/draft-from-task";
import type { StoredDraft } from "@/lib/domain/stored-draft";
import { AppError } from "@/lib/errors";
import { cleanText } from "@/lib/iotda/platform-text";
import type { StoredConnection } from "@/lib/store/connection-store";
import { inTransaction } from "@/lib/store/db";
import { findWholeDraft, type NewDraft } from "@/lib/store/draft-store";
import { type FoundConnection, requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { type Copied, copyTask } from "./copy-task";
import { requireHere, requireSeen } from "./find-draft";
import { addDraft } from "./new-draft";
import { presentWhole } from "./present-draft";

export interface CopyDraftInput {
  params: { connection: string };
  body: CopyDraft;
}

/** A new draft or template of the caller's; the original stays as it is, and a workbook serves both. */
export async function copyDraft({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: CopyDraftInput;
}): Promise<{ status: 201; body: Draft; location: string }> {
  const { caller, deps } = ctx;
  const { body } = input;
  const found = await requireConnection(ctx, input.params.connection, "change");
  const living = requireLiving(found);
  const copied = await copyOriginal(ctx, found, living, body);
  const draft: NewDraft = {
    ...{ ...copied, ...ownTargets(body, copied.content), name: body.name ?? copied.name },
    ...{ id: randomUUID(), connectionId: living.id, kind: body.kind },
    ...{ owner: { id: caller.id, name: caller.name }, now: ctx.now() },
  };
  await inTransaction(deps.database, (tx) => addDraft(tx, draft));
  const { prisma } = deps.database;
  const made = requireSeen(caller, found, await findWholeDraft(prisma, draft.id));
  const shown = await presentWhole(prisma, made, { caller, slug: found.slug });
  return { status: 201, body: shown, location: `/connections/${found.slug}/drafts/${draft.id}` };
}

async function copyOriginal(
  ctx: ServiceContext,
  found: FoundConnection,
  living: StoredConnection,
  { from, kind }: CopyDraft,
): Promise<Copied> {
  if ("taskId" in from) return copyTask(ctx, found, living, from.taskId);
  const original = await findWholeDraft(ctx.deps.database.prisma, from.draftId);
  const draft = requireSeen(ctx.caller, found, original);
  requireHere(draft, living.id);
  const { type, step, content, targetCount, targetsText, fileId } = draft;
  // What is made from a template is no copy of the task that once was a template of it.
  const clonedFrom = draft.kind === kind ? draft.clonedFrom : null;
  return {
    ...{ type, step, content, targetCount, targetsText, fileId, clonedFrom },
    name: nameOf(draft, kind),
  };
}

/** A template and what is made from it are two things; two drafts of one name would be hard to tell apart. */
function nameOf(original: StoredDraft, kind: StoredDraft["kind"]): string {
  return original.kind === kind ? nameCopy(original.name) : original.name;
}

/** Ids that came with the copy count instead of the original's way to choose devices. */
function ownTargets({ targetsText, targetCount }: CopyDraft, content: JsonObject): Partial<NewDraft> {
  if (targetsText === undefined) return {};
  if (targetCount === undefined) {
    throw new AppError("invalid_input", "Ids need to be counted.", {
      invalidParams: [{ path: "targetCount", message: "is needed with targetsText" }],
    });
  }
  return { targetsText: cleanText(targetsText), targetCount, content: { ...content, source: "list" } };
}
