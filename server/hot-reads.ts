import { GET as watchEventsRoute } from "@/app/api/v1/connections/[connection]/events/route";
import { GET as showTaskProgressRoute } from "@/app/api/v1/connections/[connection]/tasks/[taskId]/progress/route";
import { GET as showTaskRoute } from "@/app/api/v1/connections/[connection]/tasks/[taskId]/route";
import { GET as exportSubtasksRoute } from "@/app/api/v1/connections/[connection]/tasks/[taskId]/subtasks/export/route";
import { GET as listSubtasksRoute } from "@/app/api/v1/connections/[connection]/tasks/[taskId]/subtasks/route";
import { GET as summariseSubtasksRoute } from "@/app/api/v1/connections/[connection]/tasks/[taskId]/subtasks/summary/route";
import { GET as exportTasksRoute } from "@/app/api/v1/connections/[connection]/tasks/export/route";
import { GET as listTasksRoute } from "@/app/api/v1/connections/[connection]/tasks/route";
import { watchEvents } from "@/lib/contracts/events";
import { exportSubtasks, exportTasks } from "@/lib/contracts/exports";
import { listSubtasks, summariseSubtasks } from "@/lib/contracts/subtasks";
import { showTaskProgress } from "@/lib/contracts/task-progress";
import { listTasks, showTask } from "@/lib/contracts/tasks";
import type { HotRead } from "./hot-path";

/**
 * What open pages ask for again and again, or hold open, and what is long to send, by the routes that declare it. An
 * address that could also be a task's stands before that.
 */
export const hotReads: readonly HotRead[] = [
  { endpoint: listTasks, GET: listTasksRoute },
  { endpoint: exportTasks, GET: exportTasksRoute },
  { endpoint: exportSubtasks, GET: exportSubtasksRoute },
  { endpoint: showTask, GET: showTaskRoute },
  { endpoint: showTaskProgress, GET: showTaskProgressRoute },
  { endpoint: listSubtasks, GET: listSubtasksRoute },
  { endpoint: summariseSubtasks, GET: summariseSubtasksRoute },
  { endpoint: watchEvents, GET: watchEventsRoute },
];
