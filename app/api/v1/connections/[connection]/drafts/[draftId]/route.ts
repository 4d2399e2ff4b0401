import {
  deleteDraft as deleteEndpoint,
  showDraft as getEndpoint,
  saveDraft as putEndpoint,
} from "@/lib/contracts/drafts";
import { noContent, ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { deleteDraft } from "@/lib/services/drafts/delete-draft";
import { saveDraft } from "@/lib/services/drafts/save-draft";
import { showDraft } from "@/lib/services/drafts/show-draft";

export const GET = route(getEndpoint, async (call) => ok(await showDraft(call)));

export const PUT = route(putEndpoint, saveDraft);

export const DELETE = route(deleteEndpoint, async (call) => {
  await deleteDraft(call);
  return noContent();
});
