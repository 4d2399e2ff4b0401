import type { ListDeviceTasksQuery } from "@/lib/contracts/device-tasks";
import { pagingFields, type UrlState, wordsField } from "@/lib/domain/url-state";

export const deviceFields = {
  status: wordsField(),
  ...pagingFields,
  /** Rows with their details open, by `deviceRowKey`. */
  open: wordsField(),
};
export type DeviceState = UrlState<typeof deviceFields>;

export function toDeviceTasksQuery({
  status,
  page,
  size,
}: Pick<DeviceState, "status" | "page" | "size">): Partial<ListDeviceTasksQuery> {
  return { ...(status.length > 0 ? { status: [...status] } : {}), limit: size, page };
}

/** What no path can carry: our server refuses it, since not every reader of a path takes it alike. */
const unfitForPath = /[/\\]|^\.{1,2}$/;

/** The page of one device, across all tasks; of an id that fits in no path, its tasks in the list. */
export function deviceAddress(connection: string, deviceId: string): string {
  if (unfitForPath.test(deviceId))
    return `/c/${connection}/tasks?${new URLSearchParams({ target: deviceId })}`;
  return `/c/${connection}/devices/${encodeURIComponent(deviceId)}`;
}

/** Parameters a filter of rows takes at most. */
const longestFilter = 128;

/** A task with the row of one device open, whatever its status. */
export function taskAtDevice(connection: string, taskId: string, deviceId: string): string {
  const search = new URLSearchParams({ status: "all" });
  if (deviceId.length <= longestFilter) {
    search.set("q", deviceId);
    search.set("open", deviceId);
  }
  return `/c/${connection}/tasks/${encodeURIComponent(taskId)}?${search}`;
}
