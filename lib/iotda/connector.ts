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

/** What TLS needs beyond the public authorities and the host's own name (sheet §13). PEM texts. */
export interface TlsSettings {
  /** Trusted instead of the public authorities. */
  ca?: string | null;
  certificate?: string | null;
  key?: string | null;
  passphrase?: string | null;
  /** The name the other side's certificate must carry: for a platform that is reached by its address. */
  serverName?: string | null;
}

/** Every address of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

export interface ConnectorOptions {
  resolve?: Resolve;
  tls?: TlsSettings;
}

/**
 * Opens connections with TLS always verified, whatever the environment of the process says. For an endpoint that is
 * not trusted it refuses address literals, which never pass a lookup, and names with one forbidden address: what was
 * checked is what is connected to, so a second look-up cannot change the answer.
 */
export function createConnector(
  trust: EndpointTrust,
  connectMs: number,
  { resolve = resolveBySystem, tls = {} }: ConnectorOptions = {},
): buildConnector.connector {
  const options = { timeout: connectMs, rejectUnauthorized: true, ...secureOptions(tls) };
  const pinned = pinName(tls.serverName);
  if (trust.trusted) return pinned(buildConnector(options));
  const list = readAllowList(trust.allowedHosts);
  const connect = pinned(buildConnector({ ...options, lookup: guardLookup(list, resolve) }));
  return (target, callback) => {
    const literal = parseAddress(target.hostname);
    if (literal && !listsAddress(list, literal)) callback(new BlockedAddress(), null);
    else connect(target, callback);
  };
}

function secureOptions({ ca, certificate, key, passphrase }: TlsSettings) {
  return {
    ...(ca ? { ca } : {}),
    ...(certificate && key ? { cert: certificate, key } : {}),
    ...(passphrase ? { passphrase } : {}),
  };
}

/** Asked for and compared with the certificate; the host stays what is connected to and what `Host` says. */
function pinName(serverName: string | null | undefined) {
  return (connect: buildConnector.connector): buildConnector.connector =>
    serverName ? (target, callback) => connect({ ...target, servername: serverName }, callback) : connect;
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
