import { stopTask as endpoint } from "@/lib/contracts/operations";
import { route } from "@/lib/server/container";
import { stopTask } from "@/lib/services/tasks/stop-task";

export const POST = route(endpoint, stopTask);
