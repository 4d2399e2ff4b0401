import type { QueryClient } from "@tanstack/react-query";
import { type DevicePlace, deviceKeys } from "@/lib/client/device-queries";
import { deviceFields, toDeviceTasksQuery } from "@/lib/client/device-url";
import { readUrl, type SearchInput } from "@/lib/domain/url-state";
import type { OpenedPage } from "@/lib/server/page-access";
import { readDeviceTasks } from "@/lib/server/page-reads";

/** Puts a device's first rows into the cache the browser starts with. */
export async function prefetchDevice(
  queryClient: QueryClient,
  { ctx }: Pick<OpenedPage, "ctx">,
  place: DevicePlace,
  search: SearchInput,
): Promise<void> {
  const { state } = readUrl(deviceFields, search);
  const read = await readDeviceTasks(ctx, place, toDeviceTasksQuery(state));
  if (read.kind === "found") queryClient.setQueryData(deviceKeys.tasks(place, state), read.data);
}
