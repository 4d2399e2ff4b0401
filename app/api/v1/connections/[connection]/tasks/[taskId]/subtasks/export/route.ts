import { exportSubtasks as endpoint } from "@/lib/contracts/exports";
import { route } from "@/lib/server/container";
import { exportSubtasks } from "@/lib/services/exports/export-subtasks";

export const GET = route(endpoint, exportSubtasks);
