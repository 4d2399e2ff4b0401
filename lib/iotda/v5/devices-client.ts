import type { DevicesPlatform } from "../platform-fleet";
import type { Answer } from "../transport";
import { checkId, outside } from "../wire/checks";
import { readAnswer } from "../wire/read-answer";
import { formatPlatformTime } from "../wire/times";
import { ApiDevice, ApiDeviceList, ApiDeviceSearch, ApiGroup, ApiGroupList } from "./api-devices";
import { checkText, lengths } from "./limits";
import { toDevice, toFoundDevice, toGroup } from "./map-devices";
import type { V5Requests } from "./requests";

/** Devices and groups (sheet §11.3 to §11.5). */
export function createDevicesClient({ send, list }: V5Requests): DevicesPlatform {
  return {
    listDevices: async ({ limit, marker, offset, ...filter }, options) => {
      if (filter.isCascade !== undefined && filter.gatewayId === undefined) {
        throw outside("isCascade", "goes with gatewayId");
      }
      return list(
        {
          operation: "ListDevices",
          path: ["devices"],
          query: {
            app_id: checkText(filter.appId, "appId", lengths.appId),
            product_id: checkText(filter.productId, "productId", lengths.productId),
            gateway_id: checkText(filter.gatewayId, "gatewayId", lengths.deviceId),
            is_cascade_query: filter.isCascade,
            node_id: checkText(filter.nodeId, "nodeId", lengths.nodeId),
            device_name: checkText(filter.name, "name", lengths.deviceName),
            start_time: filter.registeredFrom && formatPlatformTime(filter.registeredFrom),
            end_time: filter.registeredTo && formatPlatformTime(filter.registeredTo),
          },
          read: readDevices,
        },
        { limit, marker, offset },
        options,
      );
    },

    showDevice: async (deviceId, options) =>
      send(
        {
          operation: "ShowDevice",
          method: "GET",
          path: ["devices", checkId(deviceId, "deviceId", lengths.deviceId)],
          read: (answer) => toDevice(readAnswer(ApiDevice, answer)),
        },
        options,
      ),

    searchDevices: async (sql, options) =>
      send(
        {
          operation: "SearchDevices",
          kind: "search",
          method: "POST",
          path: ["search", "query-devices"],
          body: { sql: checkText(sql, "sql", lengths.sql) },
          read: (answer) => {
            const { devices, count } = readAnswer(ApiDeviceSearch, answer);
            return { devices: (devices ?? []).map(toFoundDevice), count: count ?? null };
          },
        },
        options,
      ),

    listGroups: async ({ appId, name, type, modifiedSince, ...page }, options) =>
      list(
        {
          operation: "ListDeviceGroups",
          path: ["device-group"],
          query: {
            app_id: checkText(appId, "appId", lengths.appId),
            name: checkText(name, "name", lengths.groupName),
            group_type: type,
            last_modified_time: modifiedSince && formatPlatformTime(modifiedSince),
          },
          read: (answer) => {
            const { device_groups: groups, page: info } = readAnswer(ApiGroupList, answer);
            return { rows: groups.map(toGroup), page: info };
          },
        },
        page,
        options,
      ),

    showGroup: async (groupId, options) =>
      send(
        {
          operation: "ShowDeviceGroup",
          method: "GET",
          path: ["device-group", checkId(groupId, "groupId", lengths.groupId)],
          read: (answer) => toGroup(readAnswer(ApiGroup, answer)),
        },
        options,
      ),

    listGroupDevices: async (groupId, page, options) =>
      list(
        {
          operation: "ShowDevicesInGroup",
          path: ["device-group", checkId(groupId, "groupId", lengths.groupId), "devices"],
          read: readDevices,
        },
        page,
        options,
      ),
  };
}

function readDevices(answer: Answer) {
  const { devices, page } = readAnswer(ApiDeviceList, answer);
  return { rows: devices.map(toDevice), page };
}
