import { BlockList, isIP, isIPv4 } from "node:net";

export type IsTrustedPeer = (address: string) => boolean;

/** `networks` as `MUSTER_TRUSTED_PROXIES` gives them: always with a prefix. */
export function makeTrustedPeers(networks: readonly string[]): IsTrustedPeer {
  const listed = new BlockList();
  for (const network of networks) {
    const [address = "", prefix = ""] = network.split("/");
    listed.addSubnet(address, Number(prefix), isIPv4(address) ? "ipv4" : "ipv6");
  }
  return (address) => isIP(address) !== 0 && listed.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

/** An IPv4 peer on a socket that also takes IPv6 is written `::ffff:192.0.2.1`; rules and logs use the short form. */
function unfold(address: string): string {
  const short = address.replace(/^::ffff:/i, "");
  return isIPv4(short) ? short : address;
}

/**
 * The address the request came from: the socket's, or, when that is a listed proxy, the last hop of `X-Forwarded-For`
 * that is not one. Whatever stands left of it was written by the client.
 */
export function resolvePeer(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  isTrusted: IsTrustedPeer,
): string {
  let peer = unfold(socketAddress ?? "");
  const hops = (forwardedFor ?? "").split(",").map((hop) => unfold(hop.trim()));
  for (let hop = hops.pop(); isTrusted(peer) && hop !== undefined && isIP(hop) !== 0; hop = hops.pop())
    peer = hop;
  return peer;
}
