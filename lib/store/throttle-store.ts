import type { Db, Tx } from "./db";

/** Failed sign-ins under one key; what they lead to is decided by the caller's rule. */
export interface ThrottleState {
  failures: number;
  windowStart: Date;
  blockedUntil: Date | null;
}

export async function readThrottle(db: Db, key: string): Promise<ThrottleState | null> {
  const row = await db.signInThrottle.findUnique({ where: { key } });
  return row && { failures: row.failures, windowStart: row.windowStart, blockedUntil: row.blockedUntil };
}

/** Applies `change` under the row's lock, so that failures at the same moment are all counted. */
export async function changeThrottle(
  tx: Tx,
  key: string,
  now: Date,
  change: (state: ThrottleState) => ThrottleState,
): Promise<ThrottleState> {
  await tx.$executeRaw`INSERT INTO sign_in_throttle (key, failures, window_start) VALUES (${key}, 0, ${now})
    ON CONFLICT (key) DO NOTHING`;
  await tx.$queryRaw`SELECT 1 FROM sign_in_throttle WHERE key = ${key} FOR UPDATE`;
  const state = (await readThrottle(tx, key)) ?? { failures: 0, windowStart: now, blockedUntil: null };
  const next = change(state);
  await tx.signInThrottle.update({ where: { key }, data: next });
  return next;
}

/** Writes the state whatever it was before. */
export async function resetThrottle(db: Db, key: string, now: Date): Promise<void> {
  const fresh = { failures: 0, windowStart: now, blockedUntil: null };
  await db.signInThrottle.upsert({ where: { key }, create: { key, ...fresh }, update: fresh });
}

/** Forgets keys that start with `prefix` and saw nothing since `before`. */
export async function dropThrottles(db: Db, prefix: string, before: Date): Promise<void> {
  await db.signInThrottle.deleteMany({ where: { key: { startsWith: prefix }, windowStart: { lt: before } } });
}
