import { createHash } from "node:crypto";
import type { Db } from "./db";

/** A code of the second factor is right for its own 30 s and one step before and after, in milliseconds. */
const rightForMs = 90_000;

/** True once for a person's code while it is right; false for every later use (A27). */
export async function claimCode(db: Db, personId: string, code: string, now: Date): Promise<boolean> {
  const id = `used-code:${createHash("sha256").update(`${personId}\n${code}`).digest("base64url")}`;
  const until = new Date(now.getTime() + 2 * rightForMs);
  const claimed = await db.$executeRaw`
    INSERT INTO verification (id, identifier, value, expires_at, updated_at)
    VALUES (${id}, ${id}, '', ${until}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, updated_at = excluded.updated_at
      WHERE verification.expires_at <= ${now}::timestamptz`;
  return claimed === 1;
}
