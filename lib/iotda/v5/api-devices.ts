import { z } from "zod";
import { Counter, Id, Passthrough, Text, Time } from "../wire/api-values";
import { ApiPage } from "./page";

const Tags = z.array(z.object({ tag_key: z.string(), tag_value: Text }));
const Modules = z.array(z.object({ module_name: z.string(), module_version: Text }));

/** Sheet §11.3. `auth_info` is left out on purpose: what is not read can never be shown, stored or logged. */
export const ApiDevice = z.object({
  device_id: Id,
  node_id: Text,
  device_name: Text,
  app_id: Text,
  app_name: Text,
  product_id: Text,
  product_name: Text,
  gateway_id: Text,
  node_type: Text,
  status: Text,
  description: Text,
  fw_version: Text,
  sw_version: Text,
  device_sdk_version: Text,
  tags: Tags.nullish(),
  modules: Modules.nullish(),
  extension_info: Passthrough.nullish(),
  create_time: Time,
  active_time: Time,
  connection_status_update_time: Time,
});
export type ApiDevice = z.infer<typeof ApiDevice>;
export const ApiDeviceList = z.object({ devices: z.array(ApiDevice), page: ApiPage });

/**
 * Sheet §11.4. The shapes of tags, groups and modules are not published here: one that is neither of the known ones
 * is passed over, not a reason to lose the devices. A query that counts names no devices.
 */
const FoundDevice = ApiDevice.extend({
  tags: z
    .union([Tags, z.record(z.string(), z.string().nullable())])
    .nullish()
    .catch(null),
  modules: Modules.nullish().catch(null),
  groups: z.array(z.string()).nullish().catch(null),
  marker: Text,
});
export type FoundDevice = z.infer<typeof FoundDevice>;
export const ApiDeviceSearch = z.object({ devices: z.array(FoundDevice).nullish(), count: Counter });

/** Sheet §11.5. */
export const ApiGroup = z.object({
  group_id: Id,
  name: z.string(),
  description: Text,
  super_group_id: Text,
  group_type: Text,
  dynamic_group_rule: Text,
});
export type ApiGroup = z.infer<typeof ApiGroup>;
export const ApiGroupList = z.object({ device_groups: z.array(ApiGroup), page: ApiPage });
