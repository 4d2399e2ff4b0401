import { listGroupMembers as endpoint } from "@/lib/contracts/fleet-pickers";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listGroupMembers } from "@/lib/services/pickers/list-group-members";

export const GET = route(endpoint, async (call) => ok(await listGroupMembers(call)));
