import { listSubtasks as endpoint } from "@/lib/contracts/subtasks";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listSubtasks } from "@/lib/services/subtasks/list-subtasks";

export const GET = route(endpoint, async (call) => ok(await listSubtasks(call)));
