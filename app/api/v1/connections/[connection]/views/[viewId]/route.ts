import { deleteView as deleteEndpoint, changeView as putEndpoint } from "@/lib/contracts/saved-views";
import { noContent, ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { changeView } from "@/lib/services/views/change-view";
import { deleteView } from "@/lib/services/views/delete-view";

export const PUT = route(putEndpoint, async (call) => ok(await changeView(call)));

export const DELETE = route(deleteEndpoint, async (call) => {
  await deleteView(call);
  return noContent();
});
