import type { Db } from "./db";

/** The platform's clock is ahead of ours by so much (behind, when negative), as last noticed at `seenAt`. */
export interface ClockOffset {
  connectionId: number;
  offsetMs: number;
  seenAt: Date;
}

/** Milliseconds; 0 when the clocks agree or nobody has noticed. */
export async function findClockOffset(db: Db, connectionId: number): Promise<number> {
  const row = await db.connectionSync.findUnique({
    where: { connectionId },
    select: { clockOffsetMs: true },
  });
  return row?.clockOffsetMs ?? 0;
}

/** Every connection whose clock differs: administrators are warned of these (security.md F19). */
export async function listClockOffsets(db: Db): Promise<ClockOffset[]> {
  const rows = await db.connectionSync.findMany({
    where: { clockOffsetMs: { not: null }, connection: { archivedAt: null } },
    select: { connectionId: true, clockOffsetMs: true, clockSeenAt: true },
    orderBy: { connectionId: "asc" },
  });
  return rows.flatMap(({ connectionId, clockOffsetMs, clockSeenAt }) =>
    clockOffsetMs === null || clockSeenAt === null
      ? []
      : [{ connectionId, offsetMs: clockOffsetMs, seenAt: clockSeenAt }],
  );
}

/** 0: the clocks agree. Nothing is kept for a connection that the worker has not met yet. */
export async function saveClockOffset(
  db: Db,
  { connectionId, offsetMs, seenAt }: ClockOffset,
): Promise<void> {
  await db.connectionSync.updateMany({
    where: { connectionId },
    data:
      offsetMs === 0
        ? { clockOffsetMs: null, clockSeenAt: null }
        : { clockOffsetMs: offsetMs, clockSeenAt: seenAt },
  });
}
