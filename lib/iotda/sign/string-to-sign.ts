import { sha256 } from "./payload-hash";

export const algorithms = { standard: "SDK-HMAC-SHA256", derived: "V11-HMAC-SHA256" } as const;

/** The time as `X-Sdk-Date` carries it: `yyyyMMdd'T'HHmmss'Z'`, UTC. */
export function sdkDateOf(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** Algorithm, date, for derived keys the scope, and the hash of the canonical request (signing §4). */
export function stringToSign(sdkDate: string, scope: string | null, canonicalRequest: string): string {
  const hash = sha256(canonicalRequest);
  return scope === null
    ? [algorithms.standard, sdkDate, hash].join("\n")
    : [algorithms.derived, sdkDate, scope, hash].join("\n");
}
