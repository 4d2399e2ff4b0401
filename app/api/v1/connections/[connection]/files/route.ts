import { listFiles as getEndpoint, uploadFile as postEndpoint } from "@/lib/contracts/files";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listFiles } from "@/lib/services/files/list-files";
import { uploadFile } from "@/lib/services/files/upload-file";

export const GET = route(getEndpoint, async (call) => ok(await listFiles(call)));

export const POST = route(postEndpoint, uploadFile);
