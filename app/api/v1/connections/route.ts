import { listConnections as listEndpoint } from "@/lib/contracts/connections";
import { createConnection as createEndpoint } from "@/lib/contracts/save-connection";
import { created, ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listConnections } from "@/lib/services/connections/list-connections";
import { createConnection } from "@/lib/services/connections/save-connection";

export const GET = route(listEndpoint, async (call) => ok(await listConnections(call)));
export const POST = route(createEndpoint, async (call) => created(await createConnection(call)));
