import { queryOptions } from "@tanstack/react-query";
import { call } from "./api";
import { type DeviceState, toDeviceTasksQuery } from "./device-url";
import { pollEvery } from "./polling";

export interface DevicePlace {
  connection: string;
  deviceId: string;
}

export type DevicePaging = Pick<DeviceState, "status" | "page" | "size">;

export const deviceKeys = {
  tasks: ({ connection, deviceId }: DevicePlace, { status, page, size }: DevicePaging) =>
    ["device-tasks", connection, deviceId, { status, page, size }] as const,
};

/** A page of one device's rows in all tasks. */
export function deviceTasksOptions(place: DevicePlace, paging: DevicePaging) {
  return queryOptions({
    queryKey: deviceKeys.tasks(place, paging),
    queryFn: async ({ signal }) => {
      const { listDeviceTasks } = await import("@/lib/contracts/device-tasks");
      return (await call(listDeviceTasks, { params: place, query: toDeviceTasksQuery(paging), signal })).body;
    },
    placeholderData: (previous, query) => (query?.queryKey[2] === place.deviceId ? previous : undefined),
    refetchInterval: pollEvery.calmTask,
  });
}
