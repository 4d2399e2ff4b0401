import { randomUUID } from "node:crypto";
import type { Caller } from "@/lib/auth/caller";
import { DraftContent, SaveDraft } from "@/lib/contracts/drafts";
import { saveDraft } from "../drafts/save-draft";
import { operator, slug, type World } from "./start-world";

/** What the form sends for an untouched draft, changed as told. */
export function draftBody(change: Record<string, unknown> = {}): SaveDraft {
  return SaveDraft.parse({
    ...{ name: "pump_fix", type: "firmwareUpgrade", step: "targets", version: 0, targetCount: 0 },
    ...{ content: DraftContent.parse({}), ...change },
  });
}

export const draftParams = (draftId: string) => ({ connection: slug, draftId });

/** A draft of its own through the API's verb; its id. */
export async function makeDraft(
  world: Pick<World, "context">,
  change: Record<string, unknown> = {},
  caller: Caller = operator,
): Promise<string> {
  const id = randomUUID();
  await saveDraft({
    ctx: world.context(caller),
    input: { params: draftParams(id), body: draftBody(change) },
  });
  return id;
}

export const otherOperator: Caller = { ...operator, id: "p2", name: "Grace", email: "grace@example.com" };
export const viewer: Caller = { ...operator, id: "p3", name: "Vera", grants: { [slug]: ["viewer"] } };
export const administrator: Caller = {
  ...operator,
  ...{ id: "p4", name: "Root", grants: { [slug]: ["administrator"] } },
};
