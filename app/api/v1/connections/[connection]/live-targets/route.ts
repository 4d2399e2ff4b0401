import { findLiveTargets as endpoint } from "@/lib/contracts/target-checks";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { findLiveTargets } from "@/lib/services/pickers/find-live-targets";

export const POST = route(endpoint, async (call) => ok(await findLiveTargets(call)));
