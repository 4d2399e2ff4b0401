import { listSubtaskChanges as endpoint } from "@/lib/contracts/subtask-changes";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listSubtaskChanges } from "@/lib/services/subtasks/list-changes";

export const GET = route(endpoint, async (call) => ok(await listSubtaskChanges(call)));
