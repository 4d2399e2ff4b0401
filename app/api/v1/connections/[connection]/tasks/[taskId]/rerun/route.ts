import { rerunTask as endpoint } from "@/lib/contracts/tasks";
import { route } from "@/lib/server/container";
import { rerunTask } from "@/lib/services/tasks/rerun-task";

export const POST = route(endpoint, rerunTask);
