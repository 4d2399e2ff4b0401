import { recordTime } from "../record-id";
import type { ServiceCapability } from "./product-models";
import { modelOf } from "./product-models";

export type Space = { appId: string; name: string; isDefault: boolean; createdAt: number };

export type Product = {
  productId: string;
  appId: string;
  name: string;
  deviceType: string;
  protocol: "MQTT" | "CoAP" | "Modbus";
  dataFormat: "json" | "binary";
  manufacturer: string;
  industry: string;
  /** Node ids read `{prefix}-0000001`. */
  prefix: string;
  firmware: string;
  software: string;
  /** Children reach the platform through a gateway. */
  role: "direct" | "gateway" | "child";
  services: ServiceCapability[];
};

export type PackageType = "softwarePackage" | "firmwarePackage" | "modulePackage";

export type UpgradePackage = {
  packageId: string;
  type: PackageType;
  productId: string;
  version: string;
  /** Empty = from any version (sheet §9.1). */
  sources: string[];
  module?: string;
  description: string;
};

export const DEFAULT_APP_ID = "b7d1c0f4a95e4c3e8f20d6137a4be915";
export const HARBOUR_APP_ID = "4e9a26d81c704f5ab3e07d92c6518fb0";

export const SPACES: readonly Space[] = [
  { appId: DEFAULT_APP_ID, name: "riverton-utilities", isDefault: true, createdAt: Date.UTC(2024, 0, 5, 8) },
  { appId: HARBOUR_APP_ID, name: "harbour-buildings", isDefault: false, createdAt: Date.UTC(2024, 0, 19, 8) },
];

type ProductRow = [
  id: string,
  prefix: string,
  name: string,
  type: string,
  firmware: string,
  software: string,
];

function product(
  [productId, prefix, name, deviceType, firmware, software]: ProductRow,
  rest: Pick<Product, "appId" | "protocol" | "dataFormat" | "industry" | "role">,
): Product {
  const services = modelOf(prefix);
  return {
    productId,
    prefix,
    name,
    deviceType,
    firmware,
    software,
    manufacturer: "Muster Works",
    services,
    ...rest,
  };
}

const MQTT = { appId: DEFAULT_APP_ID, protocol: "MQTT", dataFormat: "json", role: "direct" } as const;
const HARBOUR = { appId: HARBOUR_APP_ID, industry: "Buildings", dataFormat: "json" } as const;

/** In order of product id, which is their record id (oldest first). */
export const PRODUCTS: readonly Product[] = [
  product(["65e1a0c04c3d5e6f70819201", "wm", "Water meter WM-300", "WaterMeter", "2.4.0", "1.9.2"], {
    ...MQTT,
    industry: "Water",
  }),
  product(["65f3b2d14c3d5e6f70819202", "gm", "Gas meter GM-NB", "GasMeter", "4.1.0", "2.0.0"], {
    ...MQTT,
    protocol: "CoAP",
    dataFormat: "binary",
    industry: "Gas",
  }),
  product(["6606c4e24c3d5e6f70819203", "sl", "Street light SL-8", "StreetLight", "1.7.4", "3.0.1"], {
    ...MQTT,
    industry: "Lighting",
  }),
  product(["6619d6f34c3d5e6f70819204", "pc", "Pump controller PC-2", "Pump", "5.0.1", "1.2.0"], {
    ...MQTT,
    industry: "Water",
  }),
  product(["662ce8044c3d5e6f70819205", "gw", "Building gateway GW-7", "Gateway", "3.0.8", "7.3.2"], {
    ...HARBOUR,
    protocol: "MQTT",
    role: "gateway",
  }),
  product(["663ffa154c3d5e6f70819206", "rs", "Room sensor RS-1", "RoomSensor", "0.9.3", "0.4.0"], {
    ...HARBOUR,
    protocol: "Modbus",
    role: "child",
  }),
];

type PackageRow = [
  id: string,
  type: PackageType,
  productId: string,
  version: string,
  sources: string[],
  text: string,
];

function upgradePackage(
  [packageId, type, productId, version, sources, description]: PackageRow,
  module?: string,
): UpgradePackage {
  return { packageId, type, productId, version, sources, description, module };
}

const [WM, , SL, PC, GW, RS] = PRODUCTS.map((entry) => entry.productId) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

/** In order of package id, which is their record id (oldest first). None for the gas meter: they serve MQTT only. */
export const PACKAGES: readonly UpgradePackage[] = [
  upgradePackage([
    "67a01c084c3d5e6f70819301",
    "firmwarePackage",
    WM,
    "2.4.1",
    ["2.3.0", "2.4.0"],
    "Leak alarm fix",
  ]),
  upgradePackage(["67b52d194c3d5e6f70819302", "softwarePackage", WM, "1.9.3", ["1.9.2"], "Reading interval"]),
  upgradePackage(["67ca3e2a4c3d5e6f70819303", "firmwarePackage", SL, "1.8.0", ["1.7.4"], "Dimming curve"]),
  upgradePackage(["67df4f3b4c3d5e6f70819304", "firmwarePackage", PC, "5.0.2", [], "Bearing guard"]),
  upgradePackage(["67f4604c4c3d5e6f70819305", "softwarePackage", GW, "7.4.0", ["7.3.2"], "Routing table"]),
  upgradePackage(
    ["6809715d4c3d5e6f70819306", "modulePackage", GW, "3.2.0", [], "Modem radio stack"],
    "modem",
  ),
  upgradePackage(["681e826e4c3d5e6f70819307", "firmwarePackage", RS, "0.9.4", [], "Battery estimate"]),
  upgradePackage([
    "6833937f4c3d5e6f70819308",
    "firmwarePackage",
    WM,
    "2.5.0",
    ["2.4.0", "2.4.1"],
    "Ultrasonic v2",
  ]),
];

export type UpgradeModule = {
  moduleId: string;
  productId: string;
  name: string;
  alias: string;
  description: string;
};

/** In order of module id, which is their record id (oldest first). */
export const MODULES: readonly UpgradeModule[] = [
  {
    moduleId: "67e1a2b34c3d5e6f70819401",
    productId: GW,
    name: "modem",
    alias: "Cellular modem",
    description: "Radio of the building gateway",
  },
];

export function findProduct(productId: string): Product | undefined {
  return PRODUCTS.find((entry) => entry.productId === productId);
}

export function findPackage(packageId: string): UpgradePackage | undefined {
  return PACKAGES.find((entry) => entry.packageId === packageId);
}

export function findSpace(appId: string): Space | undefined {
  return SPACES.find((entry) => entry.appId === appId);
}

/** Products and packages were made when their id says. */
export const createdAtOf = recordTime;
