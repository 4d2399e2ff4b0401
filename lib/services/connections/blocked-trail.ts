import { writeAudit } from "@/lib/store/audit-store";
import type { Database } from "@/lib/store/db";

/** Milliseconds: a connection that is asked for all the time shall not fill the trail. */
const quietMs = 3_600_000;

/**
 * Puts on the audit trail that a connection's host led to an address it may not use (security.md F30): once an hour
 * for each connection and process. Nobody waits for it.
 */
export function createBlockedTrail({ database, now }: { database: Database; now: () => Date }) {
  const noted = new Map<string, number>();

  return (slug: string): void => {
    const at = now().getTime();
    if (at - (noted.get(slug) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    noted.set(slug, at);
    const writing = writeAudit(database.prisma, {
      actor: { id: "system", name: "Guard of outgoing calls", kind: "system" },
      ...{
        surface: "system",
        address: null,
        action: "connection.blocked",
        connection: slug,
        result: "refused",
      },
      reason: "The host leads to an address that this connection may not use.",
    });
    // Not written: the next refusal tries again.
    writing.catch(() => noted.delete(slug));
  };
}
