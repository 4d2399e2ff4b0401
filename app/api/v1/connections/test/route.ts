import { listConnectionStates as statesEndpoint } from "@/lib/contracts/connection-states";
import { testConnection as testEndpoint } from "@/lib/contracts/save-connection";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listConnectionStates } from "@/lib/services/connections/list-states";
import { testConnection } from "@/lib/services/connections/test-connection";

export const GET = route(statesEndpoint, async (call) => ok(await listConnectionStates(call)));
export const POST = route(testEndpoint, async (call) => ok(await testConnection(call)));
