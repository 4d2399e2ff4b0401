import { showTask as endpoint } from "@/lib/contracts/tasks";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { showTask } from "@/lib/services/tasks/show-task";

export const GET = route(endpoint, async (call) => ok(await showTask(call)));
