import { findSessionsById } from "@/lib/store/session-store";
import { type AuthenticateDeps, isOver, toCaller } from "./authenticate";
import type { Caller } from "./caller";

/** One text per way somebody is here: a session may be open in a page and in a frame at once. */
export function identityOf({ surface, sessionId, id }: Pick<Caller, "surface" | "sessionId" | "id">): string {
  return `${surface} ${sessionId ?? id}`;
}

/**
 * Who of them still holds, by identity, with the roles of now (security.md S1.4): for what stays open longer than a
 * request. One look for all, which counts as no use of a session. A token is as good as the environment it came from.
 */
export async function checkAgain(
  callers: readonly Caller[],
  deps: Pick<AuthenticateDeps, "database" | "cookies" | "secondFactorRequired" | "now">,
): Promise<Map<string, Caller>> {
  const ids = new Set(callers.flatMap(({ sessionId }) => sessionId ?? []));
  const found = ids.size === 0 ? [] : await findSessionsById(deps.database.prisma, [...ids]);
  const now = deps.now();
  const sessions = new Map(
    found
      .filter((session) => session.person.disabledAt === null)
      .filter((session) => !isOver(session, deps.cookies[session.kind === "embed" ? "embed" : "page"], now))
      .map((session) => [session.id, session]),
  );
  return new Map(
    callers.flatMap((caller): [string, Caller][] => {
      if (caller.sessionId === null) return [[identityOf(caller), caller]];
      const session = sessions.get(caller.sessionId);
      if (session === undefined || caller.surface === "api") return [];
      return [[identityOf(caller), toCaller(session, caller.surface, deps.secondFactorRequired)]];
    }),
  );
}
