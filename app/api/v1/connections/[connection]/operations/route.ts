import { listOperations as endpoint } from "@/lib/contracts/operations";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listOperations } from "@/lib/services/operations/list-operations";

export const GET = route(endpoint, async (call) => ok(await listOperations(call)));
