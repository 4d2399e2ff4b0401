import { listApps as endpoint } from "@/lib/contracts/pickers";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listApps } from "@/lib/services/pickers/list-apps";

export const GET = route(endpoint, async (call) => ok(await listApps(call)));
