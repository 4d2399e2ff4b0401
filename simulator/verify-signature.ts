import { createHash, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { decodeTarget } from "./http/request-target";
import { LIMITS } from "./limits";
import { parseCompactTime } from "./utc-time";

export type SignatureKind = "SDK-HMAC-SHA256" | "V11-HMAC-SHA256";

export type SignedRequest = {
  method: string;
  /** Path and query exactly as on the request line. */
  target: string;
  headers: Record<string, string | string[] | undefined>;
  body: Uint8Array;
};

export type SigningAccount = { accessKey: string; secretKey: string; regions: readonly string[] };

export type Verdict = { ok: true; kind: SignatureKind } | { ok: false; reason: string };

type Claim = { kind: SignatureKind; accessKey: string; scope: string[]; names: string[]; signature: string };

const NORMAL = /^SDK-HMAC-SHA256 Access=([^,\s]+), SignedHeaders=([^,\s]+), Signature=([0-9a-f]{64})$/;
const DERIVED = /^V11-HMAC-SHA256 Credential=([^,\s]+), SignedHeaders=([^,\s]+), Signature=([0-9a-f]{64})$/;

/** Checks an AK/SK signature as signing.md §6 says; `now` is the wall clock, ms. */
export function verifySignature(request: SignedRequest, account: SigningAccount, now: number): Verdict {
  const claim = readClaim(header(request, "authorization"));
  if (!claim) return refuse("Authorization header is missing or cannot be read");
  if (claim.accessKey !== account.accessKey) return refuse("access key does not exist");

  const sdkDate = header(request, "x-sdk-date");
  const signedAt = parseCompactTime(sdkDate);
  if (signedAt === undefined) return refuse("X-Sdk-Date is missing or has the wrong format");
  if (Math.abs(now - signedAt) > LIMITS.signatureSkewMs) return refuse("X-Sdk-Date is expired");

  const scope = claim.scope.join("/");
  if (claim.kind === "V11-HMAC-SHA256") {
    const [date, region, service] = claim.scope;
    if (date !== sdkDate.slice(0, 8)) return refuse("date of the credential scope differs from X-Sdk-Date");
    if (!region || !account.regions.includes(region))
      return refuse("region of the credential scope is wrong");
    if (service !== "iotdm" || claim.scope.length !== 3)
      return refuse("service of the credential scope is wrong");
  }

  const payload = payloadHash(request);
  if (payload === undefined) return refuse("X-Sdk-Content-Sha256 does not fit the body");
  const canonical = canonicalRequest(request, claim.names, payload);
  if (canonical === undefined) return refuse("request target cannot be decoded");

  const lines = [claim.kind, sdkDate, ...(scope ? [scope] : []), sha256(canonical)];
  const key = scope ? deriveKey(account, scope) : account.secretKey;
  const expected = createHmac("sha256", key).update(lines.join("\n")).digest();
  const equal = timingSafeEqual(expected, Buffer.from(claim.signature, "hex"));
  return equal ? { ok: true, kind: claim.kind } : refuse("verify signature failed");
}

/** The canonical request of signing.md §3; undefined when the target has a broken escape. */
export function canonicalRequest(
  request: SignedRequest,
  names: readonly string[],
  payload: string,
): string | undefined {
  const target = decodeTarget(request.target);
  if (!target) return undefined;
  const path = target.path.split("/").map(escapeText).join("/");
  const query = target.query
    .toSorted(([k1, v1], [k2, v2]) => byCharacter(k1, k2) || byCharacter(v1, v2))
    .map(([key, value]) => `${escapeText(key)}=${escapeText(value)}`);
  const headers = names.map((name) => `${name}:${header(request, name)}\n`);
  return [
    request.method.toUpperCase(),
    path.endsWith("/") ? path : `${path}/`,
    query.join("&"),
    headers.join(""),
    names.join(";"),
    payload,
  ].join("\n");
}

function readClaim(authorization: string): Claim | undefined {
  const normal = NORMAL.exec(authorization);
  const derived = DERIVED.exec(authorization);
  const [, credential = "", signedHeaders = "", signature = ""] = normal ?? derived ?? [];
  if (!credential) return undefined;
  const [accessKey = "", ...scope] = derived ? credential.split("/") : [credential];
  const kind = derived ? "V11-HMAC-SHA256" : "SDK-HMAC-SHA256";
  return { kind, accessKey, scope, names: signedHeaders.split(";"), signature };
}

function payloadHash(request: SignedRequest): string | undefined {
  const actual = sha256(request.body);
  const announced = header(request, "x-sdk-content-sha256");
  if (announced === "") return actual;
  return announced === "UNSIGNED-PAYLOAD" || announced === actual ? announced : undefined;
}

function deriveKey(account: SigningAccount, scope: string): string {
  return Buffer.from(hkdfSync("sha256", account.secretKey, account.accessKey, scope, 32)).toString("hex");
}

function header(request: SignedRequest, name: string): string {
  const value = request.headers[name];
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).replace(/^[ \t]+|[ \t]+$/g, "");
}

function escapeText(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function byCharacter(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function refuse(reason: string): Verdict {
  return { ok: false, reason };
}
