import { summariseSubtasks as endpoint } from "@/lib/contracts/subtasks";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { summariseSubtasks } from "@/lib/services/subtasks/summarise-subtasks";

export const GET = route(endpoint, async (call) => ok(await summariseSubtasks(call)));
