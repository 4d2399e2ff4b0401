import { exportTasks as endpoint } from "@/lib/contracts/exports";
import { route } from "@/lib/server/container";
import { exportTasks } from "@/lib/services/exports/export-tasks";

export const GET = route(endpoint, (call) => exportTasks(call));
