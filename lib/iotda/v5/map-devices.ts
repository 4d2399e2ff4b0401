import type { PlatformDevice, PlatformGroup } from "@/lib/domain/platform-device";
import { cleanText } from "../platform-text";
import { objectOrNull, textOrNull } from "../wire/mapped-values";
import type { ApiDevice, ApiGroup, FoundDevice } from "./api-devices";

export function toDevice(api: ApiDevice): PlatformDevice {
  return {
    deviceId: cleanText(api.device_id),
    nodeId: textOrNull(api.node_id),
    name: textOrNull(api.device_name),
    appId: textOrNull(api.app_id),
    appName: textOrNull(api.app_name),
    productId: textOrNull(api.product_id),
    productName: textOrNull(api.product_name),
    gatewayId: textOrNull(api.gateway_id),
    nodeType: textOrNull(api.node_type),
    status: textOrNull(api.status),
    description: textOrNull(api.description),
    firmwareVersion: textOrNull(api.fw_version),
    softwareVersion: textOrNull(api.sw_version),
    sdkVersion: textOrNull(api.device_sdk_version),
    tags: (api.tags ?? []).map((tag) => ({ key: cleanText(tag.tag_key), value: textOrNull(tag.tag_value) })),
    modules: (api.modules ?? []).map((module) => ({
      name: cleanText(module.module_name),
      version: textOrNull(module.module_version),
    })),
    groupIds: [],
    extension: objectOrNull(api.extension_info),
    createdAt: api.create_time,
    activeAt: api.active_time,
    statusChangedAt: api.connection_status_update_time,
    marker: null,
  };
}

/** A device found by a query: its tags may come as one object (sheet §11.4). */
export function toFoundDevice(api: FoundDevice): PlatformDevice {
  const tags = Array.isArray(api.tags)
    ? api.tags
    : Object.entries(api.tags ?? {}).map(([tag_key, tag_value]) => ({ tag_key, tag_value }));
  return {
    ...toDevice({ ...api, tags }),
    groupIds: (api.groups ?? []).map(cleanText),
    marker: textOrNull(api.marker),
  };
}

export function toGroup(api: ApiGroup): PlatformGroup {
  return {
    groupId: cleanText(api.group_id),
    name: cleanText(api.name),
    description: textOrNull(api.description),
    parentId: textOrNull(api.super_group_id),
    type: textOrNull(api.group_type),
    rule: textOrNull(api.dynamic_group_rule),
  };
}
