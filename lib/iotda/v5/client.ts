import type { Caller } from "../caller";
import type { Platform, PlatformFeatures, PlatformPaging } from "../platform";
import { createCatalogueClient } from "./catalogue-client";
import { createDevicesClient } from "./devices-client";
import { createExportsClient } from "./exports-client";
import { createFilesClient } from "./files-client";
import { createV5Requests } from "./requests";
import { createTasksClient } from "./tasks-client";

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

/** IoTDA v5 for one project, and the instance where one is known (sheet §6, §7, §8, §11). */
export function createV5Client(
  call: Caller,
  project: { projectId: string; instanceId: string | null },
): Platform {
  const requests = createV5Requests(call, project);
  return {
    kind: "v5",
    features,
    paging,
    ...createTasksClient(requests),
    ...createCatalogueClient(requests),
    ...createDevicesClient(requests),
    ...createFilesClient(requests),
    ...createExportsClient(requests),
  };
}
