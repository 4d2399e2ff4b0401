import { settleOperation as endpoint } from "@/lib/contracts/operations";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { settleOperation } from "@/lib/services/operations/settle-operation";

export const POST = route(endpoint, async (call) => ok(await settleOperation(call)));
