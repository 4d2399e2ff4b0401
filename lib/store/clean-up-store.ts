import type { Db } from "./db";
import { type ForgottenDrafts, forgetOldDrafts } from "./draft-retention";
import { deleteLapsedKeys } from "./idempotency-store";
import { deleteOldNews } from "./live-event-store";
import { deleteOldSelections } from "./selection-store";
import { thinTaskPoints } from "./task-points";

/** Rows that had a use once and have none now, by what they are. */
export interface CleanedUp extends ForgottenDrafts {
  keys: number;
  sessions: number;
  verifications: number;
  throttles: number;
  news: number;
  points: number;
  selections: number;
}

/**
 * A throttle entry that has been quiet this long says nothing any more (security.md S1.7: windows of 15 minutes). That a
 * person is known at an address is kept: who keeps it forgets it (`lib/auth/sign-in-throttle.ts`).
 */
const throttleAgeMs = 24 * 60 * 60 * 1_000;

/** Deletes what has expired: idempotency keys, sessions, verifications, sign-in failures, news, old selections, drafts and workbooks; thins out points. */
export async function deleteExpired(db: Db, now: Date): Promise<CleanedUp> {
  const quiet = new Date(now.getTime() - throttleAgeMs);
  const sessions = await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
  const verifications = await db.verification.deleteMany({ where: { expiresAt: { lt: now } } });
  const throttles = await db.signInThrottle.deleteMany({
    where: {
      windowStart: { lt: quiet },
      OR: [{ blockedUntil: null }, { blockedUntil: { lt: now } }],
      NOT: { key: { startsWith: "known:" } },
    },
  });
  return {
    keys: await deleteLapsedKeys(db, now),
    sessions: sessions.count,
    verifications: verifications.count,
    throttles: throttles.count,
    news: await deleteOldNews(db, now),
    points: await thinTaskPoints(db, now),
    selections: await deleteOldSelections(db, now),
    ...(await forgetOldDrafts(db, now)),
  };
}
