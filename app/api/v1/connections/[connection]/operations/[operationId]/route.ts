import { showOperation as endpoint } from "@/lib/contracts/operations";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { showOperation } from "@/lib/services/operations/show-operation";

export const GET = route(endpoint, async (call) => ok(await showOperation(call)));
