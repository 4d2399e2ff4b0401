import type { SignInAnswer as Answer, TwoFactorSecret as Secret, StepUpBody } from "@/lib/contracts/sign-in";
import { call } from "./api";
import { ApiError } from "./api-error";
import { problemOf } from "./read-problem";
import { clearSessionEnd } from "./session-end";

/** Asks whether the session is back; true also tells the pages waiting for it. */
export async function checkSession(): Promise<boolean> {
  try {
    const { showCaller } = await import("@/lib/contracts/session");
    await call(showCaller, { params: {}, query: {} });
    clearSessionEnd();
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

/** Signs in with e-mail and password; the session arrives as a cookie no script can read. Throws `ApiError`. */
export async function signIn(email: string, password: string): Promise<Answer> {
  const { SignInAnswer } = await import("@/lib/contracts/sign-in");
  const parsed = SignInAnswer.safeParse(await postAuth("sign-in/email", { email, password }));
  if (!parsed.success) throw new ApiError("bad_answer", 200, null);
  return parsed.data;
}

/** The second half of signing in. */
export async function sendCode(kind: "totp" | "backup", code: string): Promise<void> {
  await postAuth(kind === "totp" ? "two-factor/verify-totp" : "two-factor/verify-backup-code", { code });
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await postAuth("change-password", { currentPassword, newPassword });
}

/** Makes the key and the backup codes; they count once `sendCode` was given a code made from the key. */
export async function prepareSecondFactor(password: string): Promise<Secret> {
  const { TwoFactorSecret } = await import("@/lib/contracts/sign-in");
  const parsed = TwoFactorSecret.safeParse(await postAuth("two-factor/enable", { password }));
  if (!parsed.success) throw new ApiError("bad_answer", 200, null);
  return parsed.data;
}

export async function disableSecondFactor(password: string): Promise<void> {
  await postAuth("two-factor/disable", { password });
}

/** Proves again who is there, for an act that asks for it (security.md S1.10). */
export async function proveAgain(proof: StepUpBody): Promise<void> {
  await postAuth("step-up", proof);
}

export async function signOut(): Promise<void> {
  await postAuth("sign-out", {});
}

async function postAuth(path: string, body: object): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, application/problem+json" },
      body: JSON.stringify(body),
      credentials: "same-origin",
    });
  } catch {
    throw new ApiError("network", null, null);
  }
  if (!response.ok) throw await problemOf(response);
  return response.json().catch(() => null);
}
