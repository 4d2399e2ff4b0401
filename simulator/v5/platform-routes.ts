import { type Route, route } from "../http/routes";
import { deleteFile, listFiles } from "./batch-files/stored-files";
import { uploadFile } from "./batch-files/upload-file";
import { createBatchTask } from "./batch-tasks/create-task";
import { listBatchTasks } from "./batch-tasks/list-tasks";
import { deleteBatchTask, operateBatchTask } from "./batch-tasks/operate-task";
import { showBatchTask } from "./batch-tasks/show-task";
import { createExport } from "./exports/create-export";
import { deleteExport, downloadExport } from "./exports/export-file";
import { listExports } from "./exports/list-exports";
import { listDevices, showDevice } from "./pickers/devices";
import { listGroupDevices, listGroups, showGroup } from "./pickers/groups";
import { listModules } from "./pickers/modules";
import { listPackages, showPackage } from "./pickers/packages";
import { listProducts, showProduct } from "./pickers/products";
import { listSpaces, showSpace } from "./pickers/spaces";
import type { Platform } from "./platform";
import { queryDevices } from "./search/query-devices";

type V5Handler = (platform: Platform, call: Parameters<Route["handler"]>[0]) => ReturnType<Route["handler"]>;

const ROUTES: readonly [method: string, pattern: string, handler: V5Handler][] = [
  ["POST", "/batchtasks", createBatchTask],
  ["GET", "/batchtasks", listBatchTasks],
  ["GET", "/batchtasks/{taskId}", showBatchTask],
  ["POST", "/batchtasks/{taskId}/retry", operateBatchTask("retry")],
  ["POST", "/batchtasks/{taskId}/stop", operateBatchTask("stop")],
  ["POST", "/batchtasks/{taskId}/confirm", operateBatchTask("confirm")],
  ["DELETE", "/batchtasks/{taskId}", deleteBatchTask],
  ["POST", "/batchtask-files", uploadFile],
  ["GET", "/batchtask-files", listFiles],
  ["DELETE", "/batchtask-files/{fileId}", deleteFile],
  ["POST", "/export-tasks", createExport],
  ["GET", "/export-tasks", listExports],
  ["GET", "/export-tasks/{exportId}/file", downloadExport],
  ["DELETE", "/export-tasks/{exportId}", deleteExport],
  ["GET", "/apps", listSpaces],
  ["GET", "/apps/{appId}", showSpace],
  ["GET", "/products", listProducts],
  ["GET", "/products/{productId}", showProduct],
  ["GET", "/devices", listDevices],
  ["GET", "/devices/{deviceId}", showDevice],
  ["POST", "/search/query-devices", queryDevices],
  ["GET", "/device-group", listGroups],
  ["GET", "/device-group/{groupId}", showGroup],
  ["GET", "/device-group/{groupId}/devices", listGroupDevices],
  ["GET", "/ota-upgrades/modules", listModules],
  ["GET", "/ota-upgrades/packages", listPackages],
  ["GET", "/ota-upgrades/packages/{packageId}", showPackage],
];

/** The routes below `/v5/iot/{project_id}` (sheet §6, §11). */
export function platformRoutes(platform: Platform): Route[] {
  return ROUTES.map(([method, pattern, handler]) =>
    route(method, pattern, (call) => handler(platform, call)),
  );
}
