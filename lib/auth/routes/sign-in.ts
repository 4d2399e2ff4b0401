import type { SignInAnswer, SignInBody } from "@/lib/contracts/sign-in";
import { AppError } from "@/lib/errors";
import { findPersonByEmail, type Person } from "@/lib/store/person-store";
import { dropEndedSessions, endSessionByToken } from "@/lib/store/session-store";
import { type AuthCall, answerWith, askLibrary, type LibraryAnswer, recordAct } from "../auth-call";
import { disabledCode } from "../better-auth";
import { openSignedCookie, readCookie } from "../session-cookie";

/** Refusals leave on this beat, so that their time tells nothing about the account (security.md S1.6). */
const beatMs = 500;

/** E-mail and password; sets the session cookie, or the challenge of the second factor. */
export async function signIn(call: AuthCall<SignInBody>): Promise<Response> {
  const { database, throttle } = call.deps;
  const started = call.deps.clock();
  const email = call.body.email.toLowerCase();
  const { answer } = await throttle
    .guard({ account: email, address: call.address }, () => checkPassword(call, email))
    .catch((error: unknown) => rethrowDelayed(call, email, error));
  const person = answer.status === 200 ? await findPersonByEmail(database.prisma, email) : null;
  if (person === null) return refuse(call, email, answer.code, started);

  await endOldSession(call);
  await dropEndedSessions(database.prisma, call.deps.now());
  const twoFactorRequired = answer.json.twoFactorRedirect === true;
  await recordSignIn(call, person, answer, twoFactorRequired);
  const body: SignInAnswer = { twoFactorRequired, passwordIsInitial: person.passwordIsInitial };
  return answerWith(call, body, answer.setCookies);
}

async function checkPassword(call: AuthCall<SignInBody>, email: string) {
  const answer = await askLibrary(call, "/sign-in/email", { email, password: call.body.password });
  return { right: answer.status === 200, answer };
}

/** A new token with every sign-in, and the one it replaces is dead (A29). */
async function endOldSession(call: AuthCall): Promise<void> {
  const { cookie, database } = call.deps;
  const value = readCookie(call.headers, cookie.name);
  const token = value === null ? null : openSignedCookie(value, cookie.key);
  if (token !== null) await endSessionByToken(database.prisma, token);
}

/** No audit row, no session: it is ended before its cookie has left. */
export async function recordSignIn(
  call: AuthCall,
  person: Pick<Person, "id" | "name">,
  answer: LibraryAnswer,
  twoFactorRequired: boolean,
): Promise<void> {
  try {
    await recordAct(call, person, {
      action: "sign_in",
      result: twoFactorRequired ? "intent" : "ok",
      reason: twoFactorRequired ? "second factor asked" : null,
    });
  } catch (error) {
    const { token } = answer.json;
    if (typeof token === "string") await endSessionByToken(call.deps.database.prisma, token);
    throw error;
  }
}

async function refuse(call: AuthCall, email: string, code: string | null, started: number): Promise<never> {
  await recordAct(
    call,
    { typed: email },
    {
      action: "sign_in",
      result: "refused",
      reason: code === disabledCode ? "disabled" : "wrong e-mail or password",
    },
  );
  const spent = call.deps.clock() - started;
  await call.deps.sleep(Math.ceil(spent / beatMs) * beatMs - spent);
  throw new AppError("unauthenticated", "E-mail or password is wrong.");
}

async function rethrowDelayed(call: AuthCall, email: string, error: unknown): Promise<never> {
  const delayed = error instanceof AppError && error.code === "too_many_requests";
  if (delayed && (await call.deps.throttle.mayRecordRefusal(call.address))) {
    await recordAct(call, { typed: email }, { action: "sign_in", result: "refused", reason: "delayed" });
  }
  throw error;
}
