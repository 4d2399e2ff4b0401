import { createHmac } from "node:crypto";
import type { Headers } from "./canonical-headers";
import { canonicalRequest, type SignableRequest } from "./canonical-request";
import { derivedScope, deriveKey } from "./derive-key";
import { algorithms, sdkDateOf, stringToSign } from "./string-to-sign";

export interface Credentials {
  accessKey: string;
  secretKey: string;
  /** Only with temporary keys; sent and signed as `X-Security-Token`. */
  securityToken?: string;
}

/** A derived key belongs to a region, so only that kind carries one. */
export type Signature = { kind: "standard" } | { kind: "derived"; region: string };

/** Every intermediate text of one signature, in the order they are made. */
export interface SigningSteps {
  headers: Headers;
  canonicalRequest: string;
  stringToSign: string;
  derivedKey: string | null;
  signature: string;
  authorization: string;
}

/**
 * The headers to send: those given plus `Host`, `X-Sdk-Date`, the token, the mark of a payload not hashed and
 * `Authorization`. The request stays as it is.
 */
export function signRequest(
  request: SignableRequest,
  credentials: Credentials,
  kind: Signature,
  time: Date,
): Headers {
  const steps = signingSteps(request, credentials, kind, time);
  return { ...steps.headers, Authorization: steps.authorization };
}

/** The same, step by step: what a mismatch is searched with. */
export function signingSteps(
  request: SignableRequest,
  credentials: Credentials,
  kind: Signature,
  time: Date,
): SigningSteps {
  const { accessKey, secretKey, securityToken } = credentials;
  const sdkDate = sdkDateOf(time);
  const headers: Headers = {
    ...request.headers,
    ...unsignedPayload(request.headers),
    Host: request.host,
    "X-Sdk-Date": sdkDate,
    ...(securityToken === undefined ? {} : { "X-Security-Token": securityToken }),
  };
  const scope = kind.kind === "derived" ? derivedScope(sdkDate, kind.region) : null;
  const derivedKey = scope === null ? null : deriveKey(accessKey, secretKey, scope);
  const canonical = canonicalRequest({ ...request, headers });
  const toSign = stringToSign(sdkDate, scope, canonical.text);
  const signature = createHmac("sha256", derivedKey ?? secretKey)
    .update(toSign)
    .digest("hex");
  const who = scope === null ? `Access=${accessKey}` : `Credential=${accessKey}/${scope}`;
  return {
    headers,
    canonicalRequest: canonical.text,
    stringToSign: toSign,
    derivedKey,
    signature,
    authorization: `${algorithms[kind.kind]} ${who}, SignedHeaders=${canonical.signedHeaders}, Signature=${signature}`,
  };
}

/** Whatever is no JSON is not hashed but named as such (signing §2), for which only a signature has a use. */
function unsignedPayload(headers: Headers): Headers {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type");
  const isJson = type === undefined || type[1].startsWith("application/json");
  return isJson ? {} : { "X-Sdk-Content-Sha256": "UNSIGNED-PAYLOAD" };
}
