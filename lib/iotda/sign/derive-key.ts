import { hkdfSync } from "node:crypto";

/** What a derived key is good for: one UTC day, one region, the service `iotdm` (sheet §3.2). */
export function derivedScope(sdkDate: string, region: string): string {
  return `${sdkDate.slice(0, 8)}/${region}/iotdm`;
}

/** HKDF-SHA256 over SK, AK and scope; the hex text itself is the HMAC key (signing §4). */
export function deriveKey(accessKey: string, secretKey: string, scope: string): string {
  return Buffer.from(hkdfSync("sha256", secretKey, accessKey, scope, 32)).toString("hex");
}
