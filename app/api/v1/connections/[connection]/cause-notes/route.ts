import { listCauseNotes as endpoint } from "@/lib/contracts/cause-notes";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listCauseNotes } from "@/lib/services/causes/list-cause-notes";

export const GET = route(endpoint, async (call) => ok(await listCauseNotes(call)));
