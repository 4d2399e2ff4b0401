import { isIP, isIPv4 } from "node:net";
import { z } from "zod";

/** One rule = one sentence; a value itself is never in the text, since it may be a secret. */
function checked<T>(rule: string, read: (text: string) => T | null) {
  return z.string().transform((text, context): T => {
    const value = read(text);
    if (value !== null) return value;
    context.issues.push({ code: "custom", message: rule, input: undefined });
    return z.NEVER;
  });
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** Scheme, host and port only, as browsers write them in `Origin`. */
function readOrigin(text: string): string | null {
  const url = parseUrl(text);
  if (url === null || !["http:", "https:"].includes(url.protocol) || url.host.includes("*")) return null;
  const bare = url.pathname === "/" && url.search === "" && url.hash === "" && !/[?#@\s]/.test(text);
  return bare && url.username === "" && url.password === "" ? url.origin : null;
}

const originRule = "must be http:// or https:// with a host and nothing after the port";

export const Origin = checked(originRule, readOrigin);

/** A service's address: a bare host means https. */
export const ServiceOrigin = checked(
  "must be a host name, or an http:// or https:// address without a path",
  (text) => readOrigin(text.includes("://") ? text : `https://${text}`),
);

export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

export function isPlainRemote(origin: string): boolean {
  const url = new URL(origin);
  return url.protocol === "http:" && !isLoopbackHost(url.hostname);
}

export const HttpsUrl = checked(
  "must be an https:// address (http:// only on this machine), without query or fragment",
  (text) => {
    const url = parseUrl(text);
    if (url === null || url.search !== "" || url.hash !== "" || url.username !== "") return null;
    const safe = url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname));
    return safe ? text : null;
  },
);

/** Where the portal's public keys are: a JWKS address, or a file with one. */
export type KeySource = { kind: "url"; url: string } | { kind: "file"; path: string };

export const KeySourceValue = checked(
  "must be the path of a JWKS file or its http(s) address",
  (text): KeySource | null => {
    if (!text.includes("://")) return { kind: "file", path: text };
    const url = parseUrl(text);
    return url && ["http:", "https:"].includes(url.protocol) && url.username === ""
      ? { kind: "url", url: text }
      : null;
  },
);

export const PostgresUrl = checked("must be a postgresql:// address with a host", (text) => {
  const url = parseUrl(text);
  if (url === null || !["postgres:", "postgresql:"].includes(url.protocol)) return null;
  return url.hostname !== "" || url.searchParams.has("host") ? text : null;
});

const hostName =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

export const ListenHost = checked("must be an IP address or a host name", (text) =>
  isIP(text) !== 0 || hostName.test(text) ? text : null,
);

/** An address or a network, always written with its prefix: `10.0.0.0/8`, `192.0.2.7/32`. */
function readNetwork(text: string): string | null {
  const [address = "", prefix, ...rest] = text.split("/");
  if (isIP(address) === 0 || rest.length > 0) return null;
  const most = isIPv4(address) ? 32 : 128;
  if (prefix === undefined) return `${address}/${most}`;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= most ? text : null;
}

function readEndpointRule(text: string): string | null {
  const network = readNetwork(text);
  if (network !== null) return network;
  return hostName.test(text) && !/^[\d.]+$/.test(text) ? text.toLowerCase() : null;
}

/** Entries apart by comma or space; the rule names what each entry has to be. */
function listOf<T>(rule: string, read: (entry: string) => T | null) {
  return checked(rule, (text) => {
    const entries = text.split(/[\s,]+/).filter((entry) => entry !== "");
    const values = entries.map(read);
    return values.includes(null) ? null : values.filter((value): value is Awaited<T> => value !== null);
  });
}

export const OriginList = listOf(`each entry ${originRule}, without wildcards`, readOrigin);
export const NetworkList = listOf("must be IP addresses or networks such as 10.0.0.0/8", readNetwork);
export const EndpointRuleList = listOf(
  "must be host names, IP addresses or networks such as 10.0.0.0/8",
  readEndpointRule,
);
