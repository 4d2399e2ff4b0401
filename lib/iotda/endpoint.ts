import { AppError } from "@/lib/errors";
import { type AllowList, listsAddress, parseAddress, readAllowList } from "./allow-list";

/** How far an address is believed: one from the environment is the operator's own, one from the settings is not. */
export interface EndpointTrust {
  trusted: boolean;
  allowedHosts: readonly string[];
}

export interface Endpoint {
  /** Scheme, host and port. */
  origin: string;
  /** Without port; IPv6 in brackets. */
  hostname: string;
  /** As in the `Host` header. */
  host: string;
  /** Without a closing slash; empty for none. */
  basePath: string;
}

const vendorHost = /^(?:[a-z0-9-]+\.)+myhuaweicloud\.com$/;

/** The vendor's own hosts and the names the operator lists. */
export function isKnownHost(hostname: string, list: AllowList): boolean {
  return vendorHost.test(hostname) || list.names.has(hostname);
}

/**
 * Reads an endpoint and applies what can be decided before a name is resolved (security.md S4.1); the connector
 * decides the rest. Throws `invalid_input` with the rule that was broken.
 */
export function parseEndpoint(text: string, trust: EndpointTrust): Endpoint {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === "") throw refuse("needs the form https://host");
  if (url.protocol !== "https:" && !(trust.trusted && url.protocol === "http:"))
    throw refuse("must use https");
  if (url.username !== "" || url.password !== "") throw refuse("may not hold a user name or password");
  if (url.search !== "" || url.hash !== "") throw refuse("may not hold a query or fragment");
  if (!trust.trusted && !mayName(url.hostname, readAllowList(trust.allowedHosts))) {
    throw refuse("must be a host below myhuaweicloud.com or one listed in MUSTER_ALLOWED_ENDPOINTS");
  }
  return {
    origin: url.origin,
    hostname: url.hostname,
    host: url.host,
    basePath: url.pathname.replace(/\/+$/, ""),
  };
}

/** A name may lead into a listed range, so with ranges listed only its addresses can tell. */
function mayName(hostname: string, list: AllowList): boolean {
  const address = parseAddress(hostname);
  if (address) return listsAddress(list, address);
  return isKnownHost(hostname, list) || list.ranges.length > 0;
}

const refuse = (rule: string): AppError =>
  new AppError("invalid_input", `The endpoint ${rule}.`, {
    invalidParams: [{ path: "endpoint", message: rule }],
  });
