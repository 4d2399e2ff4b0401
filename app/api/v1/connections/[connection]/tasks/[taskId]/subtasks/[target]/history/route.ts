import { showSubtaskHistory as endpoint } from "@/lib/contracts/subtask-history";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { showSubtaskHistory } from "@/lib/services/subtasks/show-subtask-history";

export const GET = route(endpoint, async (call) => ok(await showSubtaskHistory(call)));
