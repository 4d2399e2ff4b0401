import { GET as watchEventsRoute } from "@/app/api/v1/connections/[connection]/events/route";
import { GET as showTaskProgressRoute } from "@/app/api/v1/connections/[connection]/tasks/[taskId]/progress/route";
import { GET as showTaskRoute } from "@/app/api/v1/connections/[connection]/tasks/[taskId]/route";
import { GET as listSubtasksRoute } from "@/app/api/v1/connections/[connection]/tasks/[taskId]/subtasks/route";
import { GET as summariseSubtasksRoute } from "@/app/api/v1/connections/[connection]/tasks/[taskId]/subtasks/summary/route";
import { GET as listTasksRoute } from "@/app/api/v1/connections/[connection]/tasks/route";
import { watchEvents } from "@/lib/contracts/events";
import { listSubtasks, summariseSubtasks } from "@/lib/contracts/subtasks";
import { showTaskProgress } from "@/lib/contracts/task-progress";
import { listTasks, showTask } from "@/lib/contracts/tasks";
import type { HotRead } from "./hot-path";

/** What open pages ask for again and again, or hold open, by the routes that declare it. */
export const hotReads: readonly HotRead[] = [
  { endpoint: listTasks, GET: listTasksRoute },
  { endpoint: showTask, GET: showTaskRoute },
  { endpoint: showTaskProgress, GET: showTaskProgressRoute },
  { endpoint: listSubtasks, GET: listSubtasksRoute },
  { endpoint: summariseSubtasks, GET: summariseSubtasksRoute },
  { endpoint: watchEvents, GET: watchEventsRoute },
];
