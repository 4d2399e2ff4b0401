import {
  deleteConnection as deleteEndpoint,
  updateConnection as updateEndpoint,
} from "@/lib/contracts/save-connection";
import { noContent, ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { deleteConnection, updateConnection } from "@/lib/services/connections/save-connection";

export const PUT = route(updateEndpoint, async (call) => ok(await updateConnection(call)));
export const DELETE = route(deleteEndpoint, async (call) => {
  await deleteConnection(call);
  return noContent();
});
