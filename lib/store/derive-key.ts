import { hkdfSync } from "node:crypto";

/**
 * A key of its own for each purpose, all from `MUSTER_SECRET` (security.md S4.3): whoever learns one cannot make
 * another. `length` in bytes.
 */
export function deriveKey(secret: string, purpose: string, length = 32): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "muster", purpose, length));
}
