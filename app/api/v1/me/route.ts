import { showCaller as endpoint } from "@/lib/contracts/session";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { showCaller } from "@/lib/services/session/show-caller";

export const GET = route(endpoint, async (call) => ok(await showCaller(call)));
