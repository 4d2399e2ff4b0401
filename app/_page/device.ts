import type { QueryClient } from "@tanstack/react-query";
import { type DevicePlace, deviceKeys } from "@/lib/client/device-queries";
import { deviceFields, toDeviceTasksQuery } from "@/lib/client/device-url";
import { type PageSearch, readAddress } from "@/lib/client/read-address";
import type { OpenedPage } from "@/lib/server/page-access";
import { readDeviceTasks } from "@/lib/server/page-reads";

/** Puts a device's first rows into the cache the browser starts with. */
export async function prefetchDevice(
  queryClient: QueryClient,
  { ctx }: Pick<OpenedPage, "ctx">,
  place: DevicePlace,
  search: PageSearch,
): Promise<void> {
  const state = readAddress(deviceFields, search);
  const read = await readDeviceTasks(ctx, place, toDeviceTasksQuery(state));
  if (read.kind === "found") queryClient.setQueryData(deviceKeys.tasks(place, state), read.data);
}
