import { compareGroups as endpoint } from "@/lib/contracts/fleet-pickers";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { compareGroups } from "@/lib/services/pickers/compare-groups";

export const POST = route(endpoint, async (call) => ok(await compareGroups(call)));
