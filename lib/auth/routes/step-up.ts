import { randomBytes } from "node:crypto";
import { verifyPassword } from "better-auth/crypto";
import type { z } from "zod";
import type { Done, StepUpBody } from "@/lib/contracts/sign-in";
import { AppError } from "@/lib/errors";
import { findPasswordHash } from "@/lib/store/person-store";
import { findSession, renewProvenSession } from "@/lib/store/session-store";
import { claimCode } from "@/lib/store/used-code-store";
import { type AuthCall, answerWith, askLibrary, recordAct, refuseField, requirePerson } from "../auth-call";
import type { Caller } from "../caller";
import { openSignedCookie, readCookie, signedCookie } from "../session-cookie";

/** Proves again who is there, and gives the session a new token (security.md S1.9, S1.10). */
export async function stepUp(call: AuthCall<StepUpBody>): Promise<Response> {
  const caller = await requirePerson(call);
  const { deps, body } = call;
  const field = "code" in body ? "code" : "password";
  if ((field === "code") !== caller.secondFactor) {
    throw refuseField(
      field,
      caller.secondFactor ? "give a code of your second factor" : "give your password",
    );
  }
  const { right } = await deps.throttle.guard({ account: caller.email, address: call.address }, async () => ({
    right:
      "code" in body
        ? await proveByCode(call, caller, body.code)
        : await proveByPassword(call, caller, body.password),
  }));
  await recordAct(call, caller, { action: "step_up", result: right ? "ok" : "refused" });
  if (!right) throw refuseField(field, field === "code" ? "is not right" : "is not your password");
  const done: z.infer<typeof Done> = { done: true };
  return answerWith(call, done, [await renewSession(call)]);
}

async function proveByPassword({ deps }: AuthCall, caller: Caller, password: string): Promise<boolean> {
  const hash = await findPasswordHash(deps.database.prisma, caller.id);
  return hash !== null && (await verifyPassword({ hash, password }));
}

async function proveByCode(call: AuthCall, caller: Caller, code: string): Promise<boolean> {
  const { deps } = call;
  const answer = await askLibrary(call, "/two-factor/verify-totp", { code }, [deps.cookie.name]);
  return answer.status === 200 && (await claimCode(deps.database.prisma, caller.id, code, deps.now()));
}

async function renewSession(call: AuthCall): Promise<string> {
  const { cookie, database, now } = call.deps;
  const value = readCookie(call.headers, cookie.name);
  const token = value === null ? null : openSignedCookie(value, cookie.key);
  const session = token === null ? null : await findSession(database, token);
  const renewed = randomBytes(32).toString("base64url");
  const lives = session !== null && (await renewProvenSession(database.prisma, session.id, renewed, now()));
  if (!lives) throw new AppError("unauthenticated", "Your session has ended. Sign in again.");
  return signedCookie(cookie, renewed, session.expiresAt, now());
}
