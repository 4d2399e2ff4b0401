import { showFrozenTask as endpoint } from "@/lib/contracts/frozen";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { showFrozenTask } from "@/lib/services/frozen/show-frozen";

export const GET = route(endpoint, async (call) => ok(await showFrozenTask(call)));
