import { AppError } from "@/lib/errors";
import type { Database } from "@/lib/store/db";
import { endSession, findSession, type StoredSession, touchSession } from "@/lib/store/session-store";
import type { TokenVerifier } from "./api-token";
import type { Caller } from "./caller";
import { openSignedCookie, readCookie, type SessionCookie, type SessionKind } from "./session-cookie";

/** What of a request says who is asking. The context: pages by their path, API calls by `X-Muster-Context`. */
export interface IdentityFacts {
  headers: Headers;
  context: "page" | "embed";
}

export interface AuthenticateDeps {
  database: Database;
  tokens: TokenVerifier;
  cookies: Record<SessionKind, SessionCookie>;
  /** `MUSTER_SECOND_FACTOR=required`: nobody is more than a viewer without one (A24). */
  secondFactorRequired: boolean;
  now: () => Date;
}

/** The idle time is written at most this often. */
const touchEveryMs = 60_000;

/**
 * One request, one identity (security.md S1.1): a bearer token decides alone, else the cookie the context names.
 * Null when none is given. Throws `unauthenticated` when one is given that does not hold: no fallback by failure.
 */
export async function authenticate(facts: IdentityFacts, deps: AuthenticateDeps): Promise<Caller | null> {
  const authorization = facts.headers.get("authorization");
  if (authorization !== null) return verifyBearer(authorization, deps.tokens);
  const found = findCookie(facts, deps.cookies);
  if (found === null) return null;
  const session = await readSession(found, deps);
  return toCaller(session, facts.context, deps.secondFactorRequired);
}

function verifyBearer(authorization: string, tokens: TokenVerifier): Caller {
  const token = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization)?.[1];
  const caller = token === undefined ? null : tokens.verify(token);
  if (caller === null) throw new AppError("unauthenticated", "This token is not valid.");
  return caller;
}

interface FoundCookie {
  cookie: SessionCookie;
  value: string;
}

/** In a frame the embed cookie counts, and only without one the page's (security.md S2.3). */
function findCookie(
  { headers, context }: IdentityFacts,
  cookies: Record<SessionKind, SessionCookie>,
): FoundCookie | null {
  const kinds: SessionKind[] = context === "embed" ? ["embed", "page"] : ["page"];
  for (const kind of kinds) {
    const value = readCookie(headers, cookies[kind].name);
    if (value !== null) return { cookie: cookies[kind], value };
  }
  return null;
}

async function readSession({ cookie, value }: FoundCookie, deps: AuthenticateDeps): Promise<StoredSession> {
  const db = deps.database.prisma;
  const token = openSignedCookie(value, cookie.key);
  const session = token === null ? null : await findSession(deps.database, token);
  if (session === null || session.kind !== cookie.kind) throw ended();
  const now = deps.now();
  if (isOver(session, cookie, now)) {
    await endSession(db, session.id);
    throw ended();
  }
  if (session.person.disabledAt !== null) throw ended();
  if (now.getTime() - session.lastUsedAt.getTime() >= touchEveryMs) await touchSession(db, session.id, now);
  return session;
}

/** Our own check: the library only slides its end forward. */
export function isOver(session: StoredSession, { idleMs, absoluteMs }: SessionCookie, now: Date): boolean {
  const at = now.getTime();
  return (
    at - session.lastUsedAt.getTime() >= idleMs ||
    at - session.createdAt.getTime() >= absoluteMs ||
    at >= session.expiresAt.getTime()
  );
}

/** The same words whatever is wrong with it. */
function ended(): AppError {
  return new AppError("unauthenticated", "Your session has ended. Sign in again.");
}

/** The person behind a session that holds, with the roles they have now. */
export function toCaller(
  session: StoredSession,
  surface: IdentityFacts["context"],
  needsSecondFactor: boolean,
): Caller {
  const { id, name, email, secondFactor } = session.person;
  const grants = needsSecondFactor && !secondFactor ? asViewer(session.person.grants) : session.person.grants;
  return {
    kind: "person",
    id,
    name,
    email,
    surface,
    sessionId: session.id,
    grants,
    secondFactor,
    provedAt: session.provedAt ?? session.createdAt,
    scopes: null,
  };
}

function asViewer(grants: Caller["grants"]): Caller["grants"] {
  return Object.fromEntries(Object.keys(grants).map((connection) => [connection, ["viewer"]]));
}
