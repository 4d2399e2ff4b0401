import type { JsonObject } from "@/lib/contracts/json";
import type { ResourceSpace, UpgradePackage } from "@/lib/contracts/pickers";
import type {
  PlatformModule,
  PlatformPackage,
  PlatformProduct,
  ProductService,
} from "@/lib/domain/platform-device";
import { cleanJson, cleanText } from "../platform-text";
import { textOrNull } from "../wire/mapped-values";
import type { ApiApp, ApiModule, ApiPackage, ApiPackageShow, ApiProduct, ApiService } from "./api-catalogue";

export function toPackage(api: ApiPackage): UpgradePackage {
  return {
    packageId: cleanText(api.package_id),
    type: cleanText(api.package_type),
    version: cleanText(api.version),
    productId: textOrNull(api.product_id),
    productName: textOrNull(api.product_name),
    moduleName: textOrNull(api.module_name),
    sourceVersions: (api.support_source_versions ?? []).map(cleanText),
    description: textOrNull(api.description),
    createdAt: api.create_time,
  };
}

export function toShownPackage(api: ApiPackageShow): PlatformPackage {
  const location = api.file_location?.obs_location;
  return {
    ...toPackage(api),
    appId: textOrNull(api.app_id),
    customInfo: textOrNull(api.custom_info),
    location: location
      ? {
          region: textOrNull(location.region_name),
          bucket: textOrNull(location.bucket_name),
          object: textOrNull(location.object_key),
        }
      : null,
  };
}

export function toModule(api: ApiModule): PlatformModule {
  return {
    moduleId: cleanText(api.module_id),
    name: cleanText(api.module_name),
    alias: textOrNull(api.alias_name),
    appId: textOrNull(api.app_id),
    productId: textOrNull(api.product_id),
    productName: textOrNull(api.product_name),
    description: textOrNull(api.description),
    createdAt: api.create_time,
  };
}

export function toResourceSpace(api: ApiApp): ResourceSpace {
  return { appId: cleanText(api.app_id), name: cleanText(api.app_name), default: api.default_app ?? false };
}

export function toProduct(api: ApiProduct): PlatformProduct {
  return {
    productId: cleanText(api.product_id),
    name: cleanText(api.name),
    appId: textOrNull(api.app_id),
    appName: textOrNull(api.app_name),
    deviceType: textOrNull(api.device_type),
    protocol: textOrNull(api.protocol_type),
    dataFormat: textOrNull(api.data_format),
    manufacturer: textOrNull(api.manufacturer_name),
    industry: textOrNull(api.industry),
    description: textOrNull(api.description),
    createdAt: api.create_time,
    services: api.service_capabilities?.map(toService) ?? null,
  };
}

function toService(api: ApiService): ProductService {
  const described = (entries: JsonObject[] | null | undefined) => (entries ?? []).map(cleanJson);
  return {
    serviceId: cleanText(api.service_id),
    type: textOrNull(api.service_type),
    description: textOrNull(api.description),
    option: textOrNull(api.option),
    properties: described(api.properties),
    commands: described(api.commands),
    events: described(api.events),
  };
}
