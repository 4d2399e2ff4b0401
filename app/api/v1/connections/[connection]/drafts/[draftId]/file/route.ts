import {
  deleteDraftFile as deleteEndpoint,
  getDraftFile as getEndpoint,
  putDraftFile as putEndpoint,
} from "@/lib/contracts/drafts";
import { noContent, ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { getDraftFile } from "@/lib/services/drafts/get-draft-file";
import { deleteDraftFile, putDraftFile } from "@/lib/services/drafts/put-draft-file";

export const GET = route(getEndpoint, getDraftFile);

export const PUT = route(putEndpoint, async (call) => ok(await putDraftFile(call)));

export const DELETE = route(deleteEndpoint, async (call) => {
  await deleteDraftFile(call);
  return noContent();
});
