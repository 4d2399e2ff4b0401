import { showCaller } from "@/lib/contracts/session";
import { call } from "./api";
import { ApiError } from "./api-error";
import { clearSessionEnd } from "./session-end";

/** Asks whether the session is back; true also tells the pages waiting for it. */
export async function checkSession(): Promise<boolean> {
  try {
    await call(showCaller, { params: {}, query: {} });
    clearSessionEnd();
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

export type SignInResult =
  | { ok: true }
  | { ok: false; reason: "wrong" | "wait" | "failed"; seconds: number | null };

/** Signs in with e-mail and password; the session arrives as a cookie no script can read. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  const response = await postAuth("/api/auth/sign-in/email", { email, password });
  if (!response) return { ok: false, reason: "failed", seconds: null };
  if (response.ok) return { ok: true };
  const seconds = Number(response.headers.get("retry-after")) || null;
  if (response.status === 429) return { ok: false, reason: "wait", seconds };
  return {
    ok: false,
    reason: response.status === 401 || response.status === 400 ? "wrong" : "failed",
    seconds,
  };
}

export async function signOut(): Promise<boolean> {
  return (await postAuth("/api/auth/sign-out", {}))?.ok ?? false;
}

async function postAuth(address: string, body: object): Promise<Response | null> {
  try {
    return await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      credentials: "same-origin",
    });
  } catch {
    return null;
  }
}
