import { confirmTask as endpoint } from "@/lib/contracts/operations";
import { route } from "@/lib/server/container";
import { confirmTask } from "@/lib/services/tasks/confirm-task";

export const POST = route(endpoint, confirmTask);
