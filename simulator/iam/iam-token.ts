import { randomBytes } from "node:crypto";
import { seal, unseal } from "./seal";

/** A real token is long and may exceed 4 KB (sheet §3.1): clients must cope with it. */
const PADDING_BYTES = 2_400;
const PURPOSE = "iam token";

/** Tokens prove themselves, so they outlive a restart of the simulator. `expiresAt` is platform ms. */
export function sealIamToken(secretKey: string, serial: number, expiresAt: number): string {
  return seal(
    secretKey,
    PURPOSE,
    `${serial} ${expiresAt} ${randomBytes(PADDING_BYTES).toString("base64url")}`,
  );
}

/** `revoked`: it was made to expire by steering; `invalid`: not from here, or over at the platform time `now`. */
export function judgeIamToken(
  secretKey: string,
  serial: number,
  token: string,
  now: number,
): "valid" | "revoked" | "invalid" {
  const content = unseal(secretKey, PURPOSE, token);
  if (content === undefined) return "invalid";
  const [issuedSerial, expiresAt] = content.split(" ").map(Number);
  if (issuedSerial !== serial) return "revoked";
  return now < (expiresAt ?? 0) ? "valid" : "invalid";
}
