import { listConnections as endpoint } from "@/lib/contracts/connections";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listConnections } from "@/lib/services/connections/list-connections";

export const GET = route(endpoint, async (call) => ok(await listConnections(call)));
