import { showTaskProgress as endpoint } from "@/lib/contracts/task-progress";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { showTaskProgress } from "@/lib/services/tasks/show-progress";

export const GET = route(endpoint, async (call) => ok(await showTaskProgress(call)));
