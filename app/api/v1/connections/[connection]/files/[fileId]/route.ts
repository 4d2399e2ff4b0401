import { deleteFile as endpoint } from "@/lib/contracts/files";
import { noContent } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { deleteFile } from "@/lib/services/files/delete-file";

export const DELETE = route(endpoint, async (call) => {
  await deleteFile(call);
  return noContent();
});
