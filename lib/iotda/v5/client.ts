import type { Caller, PlatformCall } from "../caller";
import type { CallOptions, Platform, PlatformFeatures, PlatformPaging } from "../platform";
import { ApiAppList, ApiPackageList, ApiTargetResults, ApiTask, ApiTaskList, ApiTaskShow } from "./api-types";
import { checkId, checkTargets } from "./limits";
import { toPackage, toPage, toResourceSpace, toSubtask, toTargetResults, toTask } from "./mapper";
import { pairs, shrinkToFit } from "./paging";
import { readAnswer } from "./read-answer";
import { toTaskBody } from "./task-body";

const features: PlatformFeatures = {
  listTasks: true,
  retry: true,
  stop: true,
  confirm: true,
  delete: true,
  packages: true,
  apps: true,
  files: true,
  exports: true,
  fleet: true,
  search: true,
};

/** Sheet §6.6. */
const paging: PlatformPaging = { limit: 50, maxOffset: 500 };

/** IoTDA v5 for one project, and the instance where one is known (sheet §6, §11). */
export function createV5Client(
  call: Caller,
  project: { projectId: string; instanceId: string | null },
): Platform {
  const { projectId, instanceId } = project;
  const headers = {
    "Content-Type": "application/json",
    "X-Project-Id": projectId,
    ...(instanceId === null ? {} : { "Instance-Id": instanceId }),
  };

  type Request<Result> = Omit<PlatformCall<Result>, "headers" | "path"> & { path: string[] };
  const send = <Result>(request: Request<Result>, options: CallOptions): Promise<Result> =>
    call({ ...request, path: ["/v5/iot", projectId, ...request.path].join("/"), headers }, options);

  const onTargets = (operation: string, verb: string) => {
    return async (taskId: string, targets: readonly string[] | null, options: CallOptions) =>
      send(
        {
          operation,
          kind: "write",
          method: "POST",
          path: ["batchtasks", checkId(taskId), verb],
          query: [],
          body: targets === null ? {} : { targets: checkTargets(targets) },
          read: (answer) => toTargetResults(readAnswer(ApiTargetResults, answer)),
        },
        options,
      );
  };

  return {
    kind: "v5",
    features,
    paging,

    createTask: (draft, options) =>
      send(
        {
          operation: "CreateBatchTask",
          kind: "write",
          method: "POST",
          path: ["batchtasks"],
          query: [],
          body: toTaskBody(draft),
          read: (answer) => toTask(readAnswer(ApiTask, answer)),
        },
        options,
      ),

    listTasks: (query, options) =>
      shrinkToFit(query, (page) =>
        send(
          {
            operation: "ListBatchTasks",
            kind: "read",
            method: "GET",
            path: ["batchtasks"],
            query: pairs({
              app_id: query.appId,
              task_type: query.type,
              status: query.status,
              ...page,
            }),
            read: (answer) => {
              const { batchtasks, page: info } = readAnswer(ApiTaskList, answer);
              return toPage(batchtasks.map(toTask), info, page.limit);
            },
          },
          options,
        ),
      ),

    showTask: (query, options) =>
      shrinkToFit(query, (page) =>
        send(
          {
            operation: "ShowBatchTask",
            kind: "read",
            method: "GET",
            path: ["batchtasks", checkId(query.taskId)],
            query: pairs({ task_detail_status: query.status, target: query.target, ...page }),
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
          kind: "write",
          method: "DELETE",
          path: ["batchtasks", checkId(taskId)],
          query: [],
          read: () => undefined,
        },
        options,
      ),

    listPackages: (query, options) =>
      shrinkToFit(query, (page) =>
        send(
          {
            operation: "ListOtaPackages",
            kind: "read",
            method: "GET",
            path: ["ota-upgrades", "packages"],
            query: pairs({
              app_id: query.appId,
              package_type: query.type,
              product_id: query.productId,
              ...page,
            }),
            read: (answer) => {
              const { packages, page: info } = readAnswer(ApiPackageList, answer);
              return toPage(packages.map(toPackage), info, page.limit);
            },
          },
          options,
        ),
      ),

    listApps: (options) =>
      send(
        {
          operation: "ListApplications",
          kind: "read",
          method: "GET",
          path: ["apps"],
          query: [],
          read: (answer) => readAnswer(ApiAppList, answer).applications.map(toResourceSpace),
        },
        options,
      ),
  };
}
