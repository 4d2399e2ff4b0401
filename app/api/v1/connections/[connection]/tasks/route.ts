import { listTasks as getEndpoint, createTask as postEndpoint } from "@/lib/contracts/tasks";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { createTask } from "@/lib/services/tasks/create-task";
import { listTasks } from "@/lib/services/tasks/list-tasks";

export const GET = route(getEndpoint, async (call) => ok(await listTasks(call)));

export const POST = route(postEndpoint, createTask);
