import { testConnection as endpoint } from "@/lib/contracts/save-connection";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { testConnection } from "@/lib/services/connections/test-connection";

export const POST = route(endpoint, async (call) => ok(await testConnection(call)));
