import ipaddr from "ipaddr.js";

/**
 * One text per network neighbour for counting: an IPv4 address as it is, an IPv6 one as its /64, since a single
 * customer owns that many. IPv4 inside IPv6 is unfolded. Anything else counts as one unknown address.
 */
export function addressKey(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const network = new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0]);
  return `${network.toString()}/64`;
}
