import { listCauseMessages as endpoint } from "@/lib/contracts/cause-notes";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listCauseMessages } from "@/lib/services/causes/list-cause-messages";

export const GET = route(endpoint, async (call) => ok(await listCauseMessages(call)));
