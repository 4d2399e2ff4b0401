import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

/** Shared carrier space and link-local, where clouds keep their metadata services: only an exact address opens them. */
const sensitive: readonly Range[] = [
  [ipaddr.IPv4.parse("100.64.0.0"), 10],
  [ipaddr.IPv4.parse("169.254.0.0"), 16],
];

const globalUnicast: Range = [ipaddr.IPv6.parse("2000::"), 3];

/** What the operator lists beyond the vendor's own hosts: exact host names, addresses, CIDR ranges. */
export interface AllowList {
  /** Lower-case names. */
  names: ReadonlySet<string>;
  ranges: readonly Range[];
}

/** Reads `MUSTER_ALLOWED_ENDPOINTS` entries; one that is neither address nor range is a name. */
export function readAllowList(entries: readonly string[]): AllowList {
  const names = new Set<string>();
  const ranges: Range[] = [];
  for (const entry of entries) {
    const range = readRange(entry);
    if (range) ranges.push(range);
    else names.add(entry.toLowerCase());
  }
  return { names, ranges };
}

/** An IP address from a URL's host, brackets removed and IPv4-mapped ones unfolded; null for a name. */
export function parseAddress(host: string): Address | null {
  const bare = host.startsWith("[") ? host.slice(1, -1) : host;
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}

/** Public unicast only: everything private, local, special or translated into IPv4 is not. */
export function isPublicAddress(address: Address): boolean {
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || isWithin(address, globalUnicast);
}

/** Whether an entry covers the address: any range that holds it, for sensitive space only the very address. */
export function listsAddress(list: AllowList, address: Address): boolean {
  const exactOnly = isSensitive(address);
  return list.ranges.some((range) => isWithin(address, range) && (!exactOnly || isSingle(range)));
}

export function isSensitive(address: Address): boolean {
  return sensitive.some((range) => isWithin(address, range));
}

function readRange(entry: string): Range | null {
  try {
    if (entry.includes("/")) return ipaddr.parseCIDR(entry);
  } catch {
    return null;
  }
  const address = parseAddress(entry);
  return address ? [address, address.toByteArray().length * 8] : null;
}

const isSingle = ([address, bits]: Range): boolean => bits === address.toByteArray().length * 8;

function isWithin(address: Address, [network, bits]: Range): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}
