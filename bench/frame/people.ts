import { randomUUID } from "node:crypto";
import { sessionCookies, signedCookie } from "@/lib/auth/session-cookie";
import { inTransaction } from "@/lib/store/db";
import { createPerson } from "@/lib/store/person-store";
import { benchSecret, type ConsoleStage } from "./console-stage";

/** The `Cookie` headers of as many viewers, each another person who has signed in. */
export async function signInViewers(
  { database, connection, url }: Pick<ConsoleStage, "database" | "connection" | "url">,
  count: number,
): Promise<string[]> {
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 3_600_000);
  const { page } = sessionCookies(benchSecret, url);
  const grants = [{ connection: connection.slug, role: "viewer" as const }];
  return inTransaction(database, async (tx) => {
    const cookies: string[] = [];
    for (let number = 0; number < count; number += 1) {
      const [id, token] = [randomUUID(), randomUUID()];
      const person = { id, name: `Viewer ${number}`, email: `${id}@example.test`, passwordHash: "none" };
      await createPerson(tx, { ...person, passwordIsInitial: false, grants });
      await tx.session.create({ data: { id: token, token, userId: id, expiresAt } });
      cookies.push(signedCookie(page, token, expiresAt, now).split(";")[0] ?? "");
    }
    return cookies;
  });
}
