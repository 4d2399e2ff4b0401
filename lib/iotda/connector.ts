import { type LookupAddress, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { buildConnector } from "undici";
import {
  type AllowList,
  isPublicAddress,
  isSensitive,
  listsAddress,
  parseAddress,
  readAllowList,
} from "./allow-list";
import { type EndpointTrust, isKnownHost } from "./endpoint";

/** The address behind a host is not one this connection may use. */
export class BlockedAddress extends Error {
  readonly code = "EBLOCKED";

  constructor() {
    super("the address is not public or not listed");
    this.name = "BlockedAddress";
  }
}

/** Every address of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/**
 * Opens connections with TLS always verified, whatever the environment of the process says. For an endpoint that is
 * not trusted it refuses address literals, which never pass a lookup, and names with one forbidden address: what was
 * checked is what is connected to, so a second look-up cannot change the answer.
 */
export function createConnector(
  trust: EndpointTrust,
  connectMs: number,
  resolve: Resolve = resolveBySystem,
): buildConnector.connector {
  const tls = { timeout: connectMs, rejectUnauthorized: true };
  if (trust.trusted) return buildConnector(tls);
  const list = readAllowList(trust.allowedHosts);
  const connect = buildConnector({ ...tls, lookup: guardLookup(list, resolve) });
  return (options, callback) => {
    const literal = parseAddress(options.hostname);
    if (literal && !listsAddress(list, literal)) callback(new BlockedAddress(), null);
    else connect(options, callback);
  };
}

/** Whether a name may be reached at an address. A listed name may be private, but never in sensitive space. */
export function mayConnect(hostname: string, address: string, list: AllowList): boolean {
  const parsed = parseAddress(address);
  if (parsed === null) return false;
  if (listsAddress(list, parsed)) return true;
  if (!isKnownHost(hostname, list)) return false;
  return isPublicAddress(parsed) || (list.names.has(hostname) && !isSensitive(parsed));
}

function guardLookup(list: AllowList, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || addresses.some(({ address }) => !mayConnect(hostname, address, list))) {
          callback(new BlockedAddress(), "", 0);
        } else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}
