import { checkTargets as endpoint } from "@/lib/contracts/target-checks";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { checkTargets } from "@/lib/services/pickers/check-targets";

export const POST = route(endpoint, async (call) => ok(await checkTargets(call)));
