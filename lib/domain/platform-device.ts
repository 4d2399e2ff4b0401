import type { JsonObject } from "@/lib/contracts/json";
import type { UpgradePackage } from "@/lib/contracts/pickers";

/** A product as the platform describes it (sheet §11.2). Null means the platform did not say. */
export interface PlatformProduct {
  productId: string;
  name: string;
  appId: string | null;
  appName: string | null;
  deviceType: string | null;
  protocol: string | null;
  dataFormat: string | null;
  manufacturer: string | null;
  industry: string | null;
  description: string | null;
  createdAt: string | null;
  /** Null in a list: only the product itself tells them. */
  services: ProductService[] | null;
}

export interface ProductService {
  serviceId: string;
  type: string | null;
  description: string | null;
  option: string | null;
  /** As the platform describes them, with its own keys (sheet §11.2). */
  properties: JsonObject[];
  commands: JsonObject[];
  events: JsonObject[];
}

/** A device (sheet §11.3); a group's members come with id, node and name only. Never its secret. */
export interface PlatformDevice {
  deviceId: string;
  nodeId: string | null;
  name: string | null;
  appId: string | null;
  appName: string | null;
  productId: string | null;
  productName: string | null;
  gatewayId: string | null;
  nodeType: string | null;
  status: string | null;
  description: string | null;
  firmwareVersion: string | null;
  softwareVersion: string | null;
  sdkVersion: string | null;
  tags: { key: string; value: string | null }[];
  /** Empty in a list: only the device itself and a query tell them. */
  modules: { name: string; version: string | null }[];
  /** Told by a query only (sheet §11.4). */
  groupIds: string[];
  /** What its owner keeps beside it, as it is. */
  extension: JsonObject | null;
  /** ISO 8601 UTC. */
  createdAt: string | null;
  activeAt: string | null;
  statusChangedAt: string | null;
  /** Found by a query only (sheet §11.4): continues behind this device. */
  marker: string | null;
}

/** Sheet §11.5. */
export interface PlatformGroup {
  groupId: string;
  name: string;
  description: string | null;
  parentId: string | null;
  type: string | null;
  /** Null in a list. */
  rule: string | null;
}

/** A module of an upgrade (sheet §11.6). */
export interface PlatformModule {
  moduleId: string;
  name: string;
  alias: string | null;
  appId: string | null;
  productId: string | null;
  productName: string | null;
  description: string | null;
  createdAt: string | null;
}

/** One upgrade package as the platform itself tells it (sheet §11.6). */
export interface PlatformPackage extends UpgradePackage {
  appId: string | null;
  customInfo: string | null;
  /** The object behind it; never the signature that opens it. */
  location: { region: string | null; bucket: string | null; object: string | null } | null;
}
