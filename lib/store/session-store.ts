import type { Db } from "./db";
import { type Person, toPerson } from "./person-store";

export interface StoredSession {
  id: string;
  kind: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  /** When the person last proved who they are since signing in. */
  provedAt: Date | null;
  /** As the database has them now, roles included. */
  person: Person;
}

export async function findSession(db: Db, token: string): Promise<StoredSession | null> {
  const row = await db.session.findUnique({
    where: { token },
    include: { user: { include: { grants: true } } },
  });
  if (row === null) return null;
  const { id, kind, createdAt, lastUsedAt, expiresAt, provedAt } = row;
  return { id, kind, createdAt, lastUsedAt, expiresAt, provedAt, person: toPerson(row.user) };
}

/** Moves the idle time forward, never back: requests of one person arrive side by side. */
export async function touchSession(db: Db, id: string, at: Date): Promise<void> {
  await db.session.updateMany({ where: { id, lastUsedAt: { lt: at } }, data: { lastUsedAt: at } });
}

/** A new token for a session whose person proved themselves again: the old one is dead (A29). False: it has just ended. */
export async function renewProvenSession(db: Db, id: string, token: string, at: Date): Promise<boolean> {
  const { count } = await db.session.updateMany({ where: { id }, data: { token, provedAt: at } });
  return count === 1;
}

export async function endSession(db: Db, id: string): Promise<void> {
  await db.session.deleteMany({ where: { id } });
}

export async function endSessionsOf(db: Db, personId: string): Promise<void> {
  await db.session.deleteMany({ where: { userId: personId } });
}

export async function endSessionByToken(db: Db, token: string): Promise<void> {
  await db.session.deleteMany({ where: { token } });
}

/** Rows nobody came back to: their end has passed. */
export async function dropEndedSessions(db: Db, now: Date): Promise<void> {
  await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
}
