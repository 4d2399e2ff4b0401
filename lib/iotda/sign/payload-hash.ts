import { createHash } from "node:crypto";
import type { Headers } from "./canonical-headers";

/** Lower-case hex SHA-256 of the bytes exactly as sent; null is no body, which is not the body `{}` (signing §3). */
export function payloadHash(headers: Headers, body: Uint8Array | null): string {
  const given = Object.entries(headers).find(([name]) => name.toLowerCase() === "x-sdk-content-sha256");
  return given?.[1] ?? sha256(body ?? new Uint8Array());
}

export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}
