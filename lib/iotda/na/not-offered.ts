import { AppError } from "@/lib/errors";
import type { Platform } from "../platform";

/** Everything of the port that the legacy API has nothing for (sheet §13.6: no list of tasks, no stop, retry, delete). */
type NotOffered = Omit<Platform, "kind" | "features" | "paging" | "inParts" | "createTask" | "showTask">;

const refuse = async (): Promise<never> => {
  throw new AppError("conflict", "The legacy API of the platform does not offer this.");
};

export const notOffered: NotOffered = {
  listTasks: refuse,
  retryTask: refuse,
  stopTask: refuse,
  confirmTask: refuse,
  deleteTask: refuse,
  listPackages: refuse,
  showPackage: refuse,
  listModules: refuse,
  listApps: refuse,
  showApp: refuse,
  listProducts: refuse,
  showProduct: refuse,
  listDevices: refuse,
  showDevice: refuse,
  searchDevices: refuse,
  listGroups: refuse,
  showGroup: refuse,
  listGroupDevices: refuse,
  uploadFile: refuse,
  listFiles: refuse,
  deleteFile: refuse,
  createExport: refuse,
  listExports: refuse,
  downloadExport: refuse,
  deleteExport: refuse,
};
