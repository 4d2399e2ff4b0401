import { listFrozenSubtasks as endpoint } from "@/lib/contracts/frozen";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listFrozenSubtasks } from "@/lib/services/frozen/list-frozen-subtasks";

export const GET = route(endpoint, async (call) => ok(await listFrozenSubtasks(call)));
