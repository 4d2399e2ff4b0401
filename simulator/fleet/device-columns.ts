import { draw } from "../draw";
import { BAD_MIXES, type ProductRange, SLOW_DISTRICTS, SPARE_METERS } from "./demo-layout";

export const DEVICE_STATUSES = ["ONLINE", "OFFLINE", "ABNORMAL", "INACTIVE", "FROZEN"] as const;
export type DeviceStatus = (typeof DEVICE_STATUSES)[number];

export const CONNECTION = { online: 0, offline: 1, abnormal: 2, inactive: 3 } as const;

/** Bits of `traits`. */
export const TRAIT = {
  /** Fails its first upgrade attempt, now and then the second, never a later one. */
  weak: 1,
  /** Too little flash for any package. */
  fullStorage: 2,
  slowLink: 4,
  /** Stays offline; others come back soon after they were found offline. */
  gone: 8,
  frozen: 16,
  deleted: 32,
} as const;

/** One entry per device; firmware and software are indices into the fleet's list of versions. */
export type DeviceColumns = {
  connection: Uint8Array;
  traits: Uint8Array;
  firmware: Uint16Array;
  software: Uint16Array;
};

/** The first devices of a product are fit: what fails there succeeds after a retry or two. */
export const FIT_DEVICES = 1_000;

const SALT = { weak: 1, offline: 2, slow: 3, rare: 4, gone: 5, version: 6 } as const;

export function createColumns(size: number): DeviceColumns {
  return {
    connection: new Uint8Array(size),
    traits: new Uint8Array(size),
    firmware: new Uint16Array(size),
    software: new Uint16Array(size),
  };
}

/** Copies into longer columns; the new entries are zero. */
export function growColumns(columns: DeviceColumns, size: number): DeviceColumns {
  const grown = createColumns(size);
  grown.connection.set(columns.connection);
  grown.traits.set(columns.traits);
  grown.firmware.set(columns.firmware);
  grown.software.set(columns.software);
  return grown;
}

/** What every device of a fleet is like at first, and the texts of its versions. */
export type DrawnFleet = { columns: DeviceColumns; versions: string[] };

let last: (DrawnFleet & { seed: number }) | undefined;

/** The demo fleet of a seed, to be changed at will: it is drawn once and copied from then on. */
export function drawDemoFleet(ranges: readonly ProductRange[], seed: number): DrawnFleet {
  if (last?.seed !== seed) last = { seed, ...drawColumns(ranges, seed) };
  const { columns, versions } = last;
  return { columns: growColumns(columns, columns.traits.length), versions: [...versions] };
}

function drawColumns(ranges: readonly ProductRange[], seed: number): DrawnFleet {
  const columns = createColumns(ranges.reduce((sum, { count }) => sum + count, 0));
  const versions: string[] = [];
  fillColumns(columns, ranges, seed, (text) => {
    const known = versions.indexOf(text);
    return known >= 0 ? known : versions.push(text) - 1;
  });
  return { columns, versions };
}

/** `version` gives a version text its index. */
function fillColumns(
  columns: DeviceColumns,
  ranges: readonly ProductRange[],
  seed: number,
  version: (text: string) => number,
): void {
  for (const { product, first, count } of ranges) {
    const firmware = version(product.firmware);
    const software = version(product.software);
    const older = version("2.3.0");
    const bad = BAD_MIXES.filter((mix) => mix.prefix === product.prefix).map((mix) => ({
      ...mix,
      version: version(mix.firmware),
    }));
    const slow = SLOW_DISTRICTS.filter((district) => district.prefix === product.prefix);
    for (let offset = 0; offset < count; offset++) {
      const device = first + offset;
      columns.firmware[device] = firmware;
      columns.software[device] = software;
      const fit = offset < FIT_DEVICES;
      columns.traits[device] = traitsOf(seed, device, fit);
      columns.connection[device] = connectionOf(seed, device, fit);
      if (fit) continue;
      const lot = draw(seed, device, SALT.version);
      if (product.prefix === "wm" && lot > 0.9) columns.firmware[device] = older;
      const mix = bad.find((entry) => offset >= entry.from && offset < entry.to);
      if (mix && lot < mix.share) columns.firmware[device] = mix.version;
      if (slow.some(({ from, to, share }) => offset >= from && offset < to && lot < share)) {
        columns.traits[device] = (columns.traits[device] ?? 0) | TRAIT.slowLink;
      }
      if (product.prefix === "wm" && offset >= count - SPARE_METERS) {
        columns.connection[device] = CONNECTION.inactive;
        columns.traits[device] = 0;
      }
    }
  }
}

function traitsOf(seed: number, device: number, fit: boolean): number {
  let traits = 0;
  if (draw(seed, device, SALT.weak) < (fit ? 0.03 : 0.018)) traits |= TRAIT.weak;
  if (draw(seed, device, SALT.slow) < 0.06) traits |= TRAIT.slowLink;
  if (fit) return traits;
  const rare = draw(seed, device, SALT.rare);
  if (rare < 0.002) traits |= TRAIT.fullStorage;
  else if (rare < 0.003) traits |= TRAIT.frozen;
  if (draw(seed, device, SALT.gone) < 0.2) traits |= TRAIT.gone;
  return traits;
}

function connectionOf(seed: number, device: number, fit: boolean): number {
  const lot = draw(seed, device, SALT.offline);
  if (lot < 0.01) return CONNECTION.offline;
  return !fit && lot > 0.9995 ? CONNECTION.abnormal : CONNECTION.online;
}
