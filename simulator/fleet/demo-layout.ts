import { createHash } from "node:crypto";
import { DEFAULT_APP_ID, HARBOUR_APP_ID, PRODUCTS, type Product } from "./catalogue";

/** Devices `first .. first + count - 1` of the fleet are of one product; node numbers start at 1. */
export type ProductRange = { product: Product; first: number; count: number };

/** Members `first, first + step, …`, `count` of them. */
export type GroupSpan = { first: number; count: number; step: number };

/** A dynamic group has a rule and no spans: a condition in the language of the advanced search (sheet §11.4). */
export type DeviceGroup = {
  groupId: string;
  name: string;
  appId: string;
  spans: GroupSpan[];
  rule?: string;
  superGroupId?: string;
};

const COUNTS: Record<string, number> = {
  wm: 48_000,
  gm: 24_000,
  sl: 20_000,
  pc: 12_000,
  gw: 1_000,
  rs: 15_000,
};

export const CHILDREN_PER_GATEWAY = 15;
/** Never switched on: an upgrade waits 25 h for them, so they are kept out of the district groups. */
export const SPARE_METERS = 500;
/** Districts with devices that no package supports: range within the product, share, and what they run. */
export const BAD_MIXES = [
  { prefix: "wm", from: 28_000, to: 32_000, share: 0.12, firmware: "2.1.7" },
  { prefix: "sl", from: 8_000, to: 10_000, share: 0.15, firmware: "1.5.0" },
] as const;

/** Districts at the end of thin links: most devices there take several times longer. */
export const SLOW_DISTRICTS = [
  { prefix: "wm", from: 32_000, to: 36_000, share: 0.8 },
  { prefix: "sl", from: 18_000, to: 20_000, share: 0.8 },
] as const;

const WATER_DISTRICTS = [
  "North Hill",
  "North Mill",
  "North Field",
  "North Gate",
  "North Quay",
  "Market",
  "Castle",
  "Old Town",
  "Riverside",
  "Garden City",
  "South End",
  "Airport",
];
/** The first five water districts. */
const NORTH_DISTRICTS = 5;
const GAS_DISTRICTS = ["North", "East", "South", "West", "Centre", "Valley"];
const LIGHT_ZONES = [
  "Ring Road",
  "Main Street",
  "Harbour",
  "Station",
  "Quayside",
  "Park",
  "Stadium",
  "Campus",
  "Bridges",
  "Tunnels",
];
const PUMP_SITES = ["Intake", "Boosters", "Sewers"];

export function demoRanges(): ProductRange[] {
  let first = 0;
  return PRODUCTS.map((product) => {
    const count = COUNTS[product.prefix] ?? 0;
    first += count;
    return { product, first: first - count, count };
  });
}

/** The 40 groups of the demo fleet, oldest first; none larger than 20,000 (sheet §10.4). */
export function demoGroups(ranges: readonly ProductRange[]): DeviceGroup[] {
  const start = (prefix: string) => ranges.find((range) => range.product.prefix === prefix)?.first ?? 0;
  const districts = (prefix: string, label: string, names: string[], size: number) =>
    names.map((name, k) => group(`${label} ${name}`, [run(start(prefix) + k * size, size)]));
  const waterSize = (COUNTS.wm ?? 0) / WATER_DISTRICTS.length;
  const water = districts("wm", "Water", WATER_DISTRICTS, waterSize);
  const lastWater = water.at(-1)?.spans[0];
  if (lastWater) lastWater.count -= SPARE_METERS;
  const north = group("Water all North", [run(start("wm"), NORTH_DISTRICTS * waterSize)]);

  return [
    ...water.map((entry, k) => (k < NORTH_DISTRICTS ? { ...entry, superGroupId: north.groupId } : entry)),
    ...districts("gm", "Gas", GAS_DISTRICTS, 4_000),
    ...districts("sl", "Lights", LIGHT_ZONES, 2_000),
    ...districts("pc", "Pumps", PUMP_SITES, 4_000),
    group("Building gateways", [run(start("gw"), 1_000)], HARBOUR_APP_ID),
    ...["A", "B"].map((wing, k) =>
      group(`Room sensors ${wing}`, [run(start("rs") + k * 7_500, 7_500)], HARBOUR_APP_ID),
    ),
    north,
    group("Pilot ring", [{ first: start("wm"), count: 500, step: 91 }]),
    group("Canary", [run(start("wm"), 50)]),
    group("Warehouse spares", [run(start("gm") - SPARE_METERS, SPARE_METERS)]),
    dynamicGroup("Water on old firmware", `product_id = '${productIdOf("wm")}' and fw_version = '2.3.0'`),
    dynamicGroup(
      "Gateways online",
      `product_id = '${productIdOf("gw")}' and status = 'ONLINE'`,
      HARBOUR_APP_ID,
    ),
  ];
}

function run(first: number, count: number): GroupSpan {
  return { first, count, step: 1 };
}

function group(name: string, spans: GroupSpan[], appId: string = DEFAULT_APP_ID): DeviceGroup {
  return { groupId: groupIdOf(name), name, appId, spans };
}

function dynamicGroup(name: string, rule: string, appId?: string): DeviceGroup {
  return { ...group(name, [], appId), rule };
}

function productIdOf(prefix: string): string {
  return PRODUCTS.find((product) => product.prefix === prefix)?.productId ?? "";
}

function groupIdOf(name: string): string {
  const h = createHash("sha256").update(`group ${name}`).digest("hex");
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}
