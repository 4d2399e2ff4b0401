import type { IncomingMessage } from "node:http";

/** What only a proxy, Next itself or this server may say; from a client it would be a lie (security.md S1.7). */
const neverFromClients = [
  /^forwarded$/,
  /^x-forwarded-/,
  /^x-real-ip$/,
  /^x-original-/,
  /^x-rewrite-url$/,
  /^x-request-id$/,
  /^x-nonce$/,
  /^content-security-policy/,
  // `X-Muster-Context` is the one word of ours that browsers say themselves (S2.3).
  /^x-muster-(?!context$)/,
  /^x-middleware-/,
  /^x-next-/,
  /^x-now-/,
  /^x-vercel-/,
  /^x-invo/,
  /^x-matched-path$/,
  /^x-prerender-/,
  /^x-action-/,
  /^next-resume$/,
];

/** In development Next's own browser code speaks to its server with these. */
const inProductionOnly = [/^x-nextjs-/, /^next-hmr-refresh$/];

/** How Next's browser code asks for a page's data: on the API they would only bend the answer (A18). */
const onPagesOnly = [/^rsc$/, /^next-(router-|url$)/];

/** What is dropped where, each as one pattern: it is held against every header of every request. */
const foreign = {
  production: join([...neverFromClients, ...inProductionOnly]),
  development: join(neverFromClients),
};

function join(patterns: readonly RegExp[]): { onPages: RegExp; onApi: RegExp } {
  const oneOf = (all: readonly RegExp[]) => new RegExp(all.map(({ source }) => source).join("|"));
  return { onPages: oneOf(patterns), onApi: oneOf([...patterns, ...onPagesOnly]) };
}

export interface OwnHeaders {
  requestId: string;
  peer: string;
  nonce: string;
  contentSecurityPolicy: string;
}

/**
 * Rewrites the request in place: drops forged headers, then states our own. Next takes the scripts' nonce from the
 * policy on the request.
 */
export function cleanHeaders(
  request: IncomingMessage,
  own: OwnHeaders,
  { development, isApi }: { development: boolean; isApi: boolean },
): void {
  const inThisMode = development ? foreign.development : foreign.production;
  const dropped = isApi ? inThisMode.onApi : inThisMode.onPages;
  for (const name of Object.keys(request.headers)) {
    if (dropped.test(name)) delete request.headers[name];
  }
  request.headers["x-request-id"] = own.requestId;
  request.headers["x-muster-peer"] = own.peer;
  request.headers["x-nonce"] = own.nonce;
  request.headers["content-security-policy"] = own.contentSecurityPolicy;
  // The raw list is a second way to the same facts: it must not keep what was dropped.
  request.rawHeaders.splice(0, request.rawHeaders.length, ...flatten(request.headers));
}

function flatten(headers: IncomingMessage["headers"]): string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? ""]).flatMap((single) => [name, single]),
  );
}
