import type { HttpRequestOptions } from "@huaweicloud/huaweicloud-sdk-core/HcClient.js";

/** Method and path below `/v5/iot/{project_id}` under the SDK's names (sheet §6, §7, §8, §11). */
const OPERATIONS = {
  createBatchTask: "POST /batchtasks",
  listBatchTasks: "GET /batchtasks",
  showBatchTask: "GET /batchtasks/{task_id}",
  retryBatchTask: "POST /batchtasks/{task_id}/retry",
  stopBatchTask: "POST /batchtasks/{task_id}/stop",
  confirmBatchTask: "POST /batchtasks/{task_id}/confirm",
  deleteBatchTask: "DELETE /batchtasks/{task_id}",
  listBatchTaskFiles: "GET /batchtask-files",
  uploadBatchTaskFile: "POST /batchtask-files",
  deleteBatchTaskFile: "DELETE /batchtask-files/{file_id}",
  createExportTask: "POST /export-tasks",
  listExportTasks: "GET /export-tasks",
  showExportTask: "GET /export-tasks/{export_task_id}/file",
  deleteExportTask: "DELETE /export-tasks/{export_task_id}",
  showApplications: "GET /apps",
  showApplication: "GET /apps/{app_id}",
  listProducts: "GET /products",
  showProduct: "GET /products/{product_id}",
  listDevices: "GET /devices",
  showDevice: "GET /devices/{device_id}",
  searchDevices: "POST /search/query-devices",
  listDeviceGroups: "GET /device-group",
  showDeviceGroup: "GET /device-group/{group_id}",
  showDevicesInGroup: "GET /device-group/{group_id}/devices",
  listOtaPackageInfo: "GET /ota-upgrades/packages",
  showOtaPackage: "GET /ota-upgrades/packages/{package_id}",
} as const;

export type Operation = keyof typeof OPERATIONS;

export type OperationInput = {
  path?: Record<string, string>;
  query?: Record<string, string | number | boolean>;
  body?: object;
  instanceId?: string;
};

/**
 * What the generated IoTDA client of the SDK hands to `HcClient.sendRequest`: a POST without a body sends `{}`, an
 * upload is a form, GET and DELETE have no data at all (signing.md §9).
 */
export function operationOptions(operation: Operation, input: OperationInput = {}): HttpRequestOptions {
  const [method = "", path = ""] = OPERATIONS[operation].split(" ");
  const { path: pathParams = {}, query: queryParams = {}, body, instanceId } = input;
  return {
    method,
    url: `/v5/iot/{project_id}${path}`,
    contentType: operation === "uploadBatchTaskFile" ? "multipart/form-data" : "application/json",
    pathParams,
    queryParams,
    headers: instanceId === undefined ? {} : { "Instance-Id": instanceId },
    ...(method === "POST" ? { data: body ?? {} } : {}),
  };
}
