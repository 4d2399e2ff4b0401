import { canonicalHeaders, type Headers } from "./canonical-headers";
import { canonicalQuery, type QueryPairs } from "./canonical-query";
import { payloadHash } from "./payload-hash";
import { encodePath } from "./percent-encode";

/** A request before signing: path and query decoded, `body` the very bytes that will be sent. */
export interface SignableRequest {
  method: string;
  /** As in the `Host` header: with the port unless it is the scheme's default. */
  host: string;
  path: string;
  query: QueryPairs;
  headers: Headers;
  body: Uint8Array | null;
}

/** The text both sides hash (signing §3); `request.headers` must already hold every header to sign, host included. */
export function canonicalRequest(request: SignableRequest): { text: string; signedHeaders: string } {
  const headers = canonicalHeaders(request.headers);
  const text = [
    request.method.toUpperCase(),
    canonicalUri(request.path),
    canonicalQuery(request.query),
    headers.block,
    headers.names,
    payloadHash(request.headers, request.body),
  ].join("\n");
  return { text, signedHeaders: headers.names };
}

/** The closing slash exists in the canonical form only, never in the URL. */
function canonicalUri(path: string): string {
  const encoded = encodePath(path);
  return encoded.endsWith("/") ? encoded : `${encoded}/`;
}
