import { deleteTask as deleteEndpoint, showTask as getEndpoint } from "@/lib/contracts/tasks";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { deleteTask } from "@/lib/services/tasks/delete-task";
import { showTask } from "@/lib/services/tasks/show-task";

export const GET = route(getEndpoint, async (call) => ok(await showTask(call)));

export const DELETE = route(deleteEndpoint, deleteTask);
