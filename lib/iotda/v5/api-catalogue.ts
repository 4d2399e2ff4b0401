import { z } from "zod";
import { Id, Passthrough, Text, Time } from "../wire/api-values";
import { ApiPage } from "./page";

/** Sheet §11.6. */
const ApiPackage = z.object({
  package_id: Id,
  package_type: z.string(),
  version: z.string(),
  product_id: Text,
  product_name: Text,
  support_source_versions: z.array(z.string()).nullish(),
  description: Text,
  create_time: Time,
  module_name: Text,
});
export type ApiPackage = z.infer<typeof ApiPackage>;
export const ApiPackageList = z.object({ packages: z.array(ApiPackage), page: ApiPage });

/** Sheet §11.6; `sign` opens the object and is left behind. */
const ApiLocation = z.object({ region_name: Text, bucket_name: Text, object_key: Text });
export const ApiPackageShow = ApiPackage.extend({
  app_id: Text,
  custom_info: Text,
  file_location: z.object({ obs_location: ApiLocation.nullish() }).nullish(),
});
export type ApiPackageShow = z.infer<typeof ApiPackageShow>;

/** Sheet §11.6. */
const ApiModule = z.object({
  module_id: Id,
  module_name: z.string(),
  alias_name: Text,
  app_id: Text,
  product_id: Text,
  product_name: Text,
  description: Text,
  create_time: Time,
});
export type ApiModule = z.infer<typeof ApiModule>;
export const ApiModuleList = z.object({ modules: z.array(ApiModule), page: ApiPage });

/** Sheet §11.1. */
export const ApiApp = z.object({ app_id: Id, app_name: z.string(), default_app: z.boolean().nullish() });
export type ApiApp = z.infer<typeof ApiApp>;
export const ApiAppList = z.object({ applications: z.array(ApiApp) });

/** Sheet §11.2; what a service holds goes on with the platform's own keys. */
const ApiService = z.object({
  service_id: Id,
  service_type: Text,
  description: Text,
  option: Text,
  properties: z.array(Passthrough).nullish(),
  commands: z.array(Passthrough).nullish(),
  events: z.array(Passthrough).nullish(),
});
export type ApiService = z.infer<typeof ApiService>;

/** Sheet §11.2; a list leaves the services out. */
export const ApiProduct = z.object({
  product_id: Id,
  name: z.string(),
  app_id: Text,
  app_name: Text,
  device_type: Text,
  protocol_type: Text,
  data_format: Text,
  manufacturer_name: Text,
  industry: Text,
  description: Text,
  create_time: Time,
  service_capabilities: z.array(ApiService).nullish(),
});
export type ApiProduct = z.infer<typeof ApiProduct>;
export const ApiProductList = z.object({ products: z.array(ApiProduct), page: ApiPage });
