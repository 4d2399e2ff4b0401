import { retryTask as endpoint } from "@/lib/contracts/operations";
import { route } from "@/lib/server/container";
import { retryTask } from "@/lib/services/tasks/retry-task";

export const POST = route(endpoint, retryTask);
