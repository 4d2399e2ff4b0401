import type { PackageType, ResourceSpace, UpgradePackage } from "@/lib/contracts/pickers";
import type {
  PlatformDevice,
  PlatformGroup,
  PlatformModule,
  PlatformPackage,
  PlatformProduct,
} from "@/lib/domain/platform-device";
import type { PlatformPage } from "@/lib/domain/platform-task";
import type { CallOptions, PageQuery } from "./call-options";

/** Sheet §11.6. */
export interface ListPackagesQuery extends PageQuery {
  /** Mandatory on the platform: one type a call. */
  type: PackageType;
  appId?: string;
  productId?: string;
  version?: string;
}

/** Sheet §11.2. */
export interface ListProductsQuery extends PageQuery {
  appId?: string;
  name?: string;
}

/** Sheet §11.3; times are ISO 8601. No filter by status or tag exists. */
export interface ListDevicesQuery extends PageQuery {
  appId?: string;
  productId?: string;
  gatewayId?: string;
  /** Only with `gatewayId`: also what is behind what is behind it. */
  isCascade?: boolean;
  nodeId?: string;
  name?: string;
  registeredFrom?: string;
  registeredTo?: string;
}

/** Sheet §11.5. */
export interface ListGroupsQuery extends PageQuery {
  appId?: string;
  name?: string;
  type?: string;
  /** ISO 8601. */
  modifiedSince?: string;
}

/** Sheet §11.6. */
export interface ListModulesQuery extends PageQuery {
  appId?: string;
  productId?: string;
}

/** What tasks are made with: packages, modules, resource spaces, products. */
export interface CataloguePlatform {
  /** Sheet §11.6. */
  listPackages(query: ListPackagesQuery, options: CallOptions): Promise<PlatformPage<UpgradePackage>>;
  /** One package with the place of its object (sheet §11.6). */
  showPackage(packageId: string, options: CallOptions): Promise<PlatformPackage>;
  /** Sheet §11.6. */
  listModules(query: ListModulesQuery, options: CallOptions): Promise<PlatformPage<PlatformModule>>;
  /** Sheet §11.1; all, or only the one that is the default, or only the others. */
  listApps(options: CallOptions, filter?: { isDefault: boolean }): Promise<ResourceSpace[]>;
  /** A space that does not exist is refused with 403, not 404 (sheet §4). */
  showApp(appId: string, options: CallOptions): Promise<ResourceSpace>;
  /** Sheet §11.2. */
  listProducts(query: ListProductsQuery, options: CallOptions): Promise<PlatformPage<PlatformProduct>>;
  /** With its services, commands and properties (sheet §11.2). */
  showProduct(productId: string, appId: string | null, options: CallOptions): Promise<PlatformProduct>;
}

/** Whom tasks are made for. */
export interface DevicesPlatform {
  /** Sheet §11.3. */
  listDevices(query: ListDevicesQuery, options: CallOptions): Promise<PlatformPage<PlatformDevice>>;
  /** Without its secret, whatever the platform sends (sheet §11.3). */
  showDevice(deviceId: string, options: CallOptions): Promise<PlatformDevice>;
  /** Devices by the platform's own query language, at most 400 characters (sheet §11.4); one call a second. */
  searchDevices(
    sql: string,
    options: CallOptions,
  ): Promise<{ devices: PlatformDevice[]; count: number | null }>;
  /** Sheet §11.5. */
  listGroups(query: ListGroupsQuery, options: CallOptions): Promise<PlatformPage<PlatformGroup>>;
  showGroup(groupId: string, options: CallOptions): Promise<PlatformGroup>;
  /** Members without their status (sheet §11.5). */
  listGroupDevices(
    groupId: string,
    query: PageQuery,
    options: CallOptions,
  ): Promise<PlatformPage<PlatformDevice>>;
}

/** What a platform tells for choosing targets and filling forms. */
export interface FleetPlatform extends CataloguePlatform, DevicesPlatform {}
