import type { Database, Db } from "./db";
import { queryHot } from "./hot-query";
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

/**
 * The session of a token with its person and the roles of now, in one statement: every request begins with it. Null
 * when there is none (any more).
 */
export async function findSession(
  { pool }: Pick<Database, "pool">,
  token: string,
): Promise<StoredSession | null> {
  const [row] = await queryHot<SessionRow>(
    pool,
    `SELECT s.id, s.kind, s.created_at AS "createdAt", s.last_used_at AS "lastUsedAt", s.expires_at AS "expiresAt",
       s.proved_at AS "provedAt", u.id AS "personId", u.name, u.email, u.disabled_at AS "disabledAt",
       u.password_is_initial AS "passwordIsInitial", u.two_factor_enabled AS "twoFactorEnabled",
       ARRAY(SELECT ARRAY[g.connection, g.role] FROM role_grant g WHERE g.user_id = u.id) AS grants
     FROM session s JOIN "user" u ON u.id = s.user_id WHERE s.token = $1`,
    [token],
  );
  return row ? toSession(row) : null;
}

interface SessionRow extends Omit<StoredSession, "person"> {
  personId: string;
  name: string;
  email: string;
  disabledAt: Date | null;
  passwordIsInitial: boolean;
  twoFactorEnabled: boolean | null;
  /** Pairs of a connection and a role. */
  grants: [string, string][];
}

function toSession(row: SessionRow): StoredSession {
  const { id, kind, createdAt, lastUsedAt, expiresAt, provedAt, personId, grants, ...person } = row;
  const held = grants.map(([connection, role]) => ({ connection, role }));
  return {
    ...{ id, kind, createdAt, lastUsedAt, expiresAt, provedAt },
    person: toPerson({ ...person, id: personId, grants: held }),
  };
}

/** Those of them that there still are, without their tokens. */
export async function findSessionsById(db: Db, ids: readonly string[]): Promise<StoredSession[]> {
  const rows = await db.session.findMany({
    where: { id: { in: [...ids] } },
    include: { user: { include: { grants: true } } },
  });
  return rows.map(({ user, id, kind, createdAt, lastUsedAt, expiresAt, provedAt }) => ({
    ...{ id, kind, createdAt, lastUsedAt, expiresAt, provedAt },
    person: toPerson(user),
  }));
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
