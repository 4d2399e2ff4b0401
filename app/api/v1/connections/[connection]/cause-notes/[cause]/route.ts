import { deleteCauseNote as deleteEndpoint, saveCauseNote as putEndpoint } from "@/lib/contracts/cause-notes";
import { noContent, ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { deleteCauseNote } from "@/lib/services/causes/delete-cause-note";
import { saveCauseNote } from "@/lib/services/causes/save-cause-note";

export const PUT = route(putEndpoint, async (call) => ok(await saveCauseNote(call)));

export const DELETE = route(deleteEndpoint, async (call) => {
  await deleteCauseNote(call);
  return noContent();
});
