import type { CallOptions } from "../call-options";
import type { TasksPlatform } from "../platform";
import { checkId } from "../wire/checks";
import { readAnswer } from "../wire/read-answer";
import { ApiTargetResults, ApiTask, ApiTaskList, ApiTaskShow } from "./api-tasks";
import { checkTargets, checkText, lengths } from "./limits";
import { toSubtask, toTargetResults, toTask } from "./map-tasks";
import { toPage } from "./page";
import { shrinkToFit } from "./paging";
import type { V5Requests } from "./requests";
import { toTaskBody } from "./task-body";

/** Batch tasks (sheet §6). */
export function createTasksClient({ send, list }: V5Requests): TasksPlatform {
  const onTargets =
    (operation: string, verb: string) =>
    async (taskId: string, targets: readonly string[] | null, options: CallOptions) =>
      send(
        {
          operation,
          method: "POST",
          path: ["batchtasks", checkId(taskId), verb],
          body: targets === null ? {} : { targets: checkTargets(targets) },
          read: (answer) => toTargetResults(readAnswer(ApiTargetResults, answer)),
        },
        options,
      );

  return {
    createTask: async (draft, options) =>
      send(
        {
          operation: "CreateBatchTask",
          method: "POST",
          path: ["batchtasks"],
          body: toTaskBody(draft),
          read: (answer) => toTask(readAnswer(ApiTask, answer)),
        },
        options,
      ),

    listTasks: async ({ type, appId, status, ...page }, options) =>
      list(
        {
          operation: "ListBatchTasks",
          path: ["batchtasks"],
          query: { app_id: checkText(appId, "appId", lengths.appId), task_type: type, status },
          read: (answer) => {
            const { batchtasks, page: info } = readAnswer(ApiTaskList, answer);
            return { rows: batchtasks.map(toTask), page: info };
          },
        },
        page,
        options,
      ),

    showTask: (query, options) =>
      shrinkToFit(query, (page) =>
        send(
          {
            operation: "ShowBatchTask",
            method: "GET",
            path: ["batchtasks", checkId(query.taskId)],
            query: {
              task_detail_status: query.status,
              target: checkText(query.target, "target", lengths.deviceId),
              ...page,
            },
            read: (answer) => {
              const { batchtask, task_details: details, page: info } = readAnswer(ApiTaskShow, answer);
              const rows = (details ?? []).map((row) => toSubtask(row, batchtask.task_type));
              return { task: toTask(batchtask), subtasks: toPage(rows, info, page.limit) };
            },
          },
          options,
        ),
      ),

    retryTask: onTargets("RetryBatchTask", "retry"),
    stopTask: onTargets("StopBatchTask", "stop"),
    confirmTask: onTargets("ConfirmBatchTask", "confirm"),

    deleteTask: async (taskId, options) =>
      send(
        {
          operation: "DeleteBatchTask",
          method: "DELETE",
          path: ["batchtasks", checkId(taskId)],
          read: () => undefined,
        },
        options,
      ),
  };
}
