import type { z } from "zod";
import type { Done } from "@/lib/contracts/sign-in";
import { type AuthCall, answerWith, askLibrary, recordAct } from "../auth-call";

/** Ends the session whose cookie came along; harmless without one. The browser drops what it kept (S2.8). */
export async function signOut(call: AuthCall): Promise<Response> {
  const caller = await call.deps.authenticate(call.headers).catch(() => null);
  const answer = await askLibrary(call, "/sign-out", {}, [call.deps.cookie.name]);
  if (caller !== null) await recordAct(call, caller, { action: "sign_out", result: "ok" });
  const body: z.infer<typeof Done> = { done: true };
  return answerWith(call, body, answer.setCookies, { "clear-site-data": '"cache", "storage"' });
}
