import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A real token is long and may exceed 4 KB (sheet §3.1): clients must cope with it. */
const PADDING_BYTES = 3_200;

/** Tokens prove themselves, so they outlive a restart of the simulator. `expiresAt` is platform ms. */
export function sealToken(secretKey: string, expiresAt: number): string {
  const payload = `${expiresAt}.${randomBytes(PADDING_BYTES).toString("base64url")}`;
  return `${payload}.${sign(secretKey, payload).toString("base64url")}`;
}

/** Whether the token was issued here and is still valid at the platform time. */
export function isTokenValid(secretKey: string, token: string, now: number): boolean {
  const cut = token.lastIndexOf(".");
  const expected = sign(secretKey, token.slice(0, Math.max(cut, 0)));
  const actual = Buffer.from(token.slice(cut + 1), "base64url");
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return false;
  return now < Number(token.split(".", 1)[0]);
}

function sign(secretKey: string, payload: string): Buffer {
  return createHmac("sha256", secretKey).update(`iam token ${payload}`).digest();
}
