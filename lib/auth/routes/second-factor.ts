import type { z } from "zod";
import type { BackupCodes, CodeBody, PasswordBody, TwoFactorSecret } from "@/lib/contracts/sign-in";
import { AppError } from "@/lib/errors";
import { endSessionByToken, findSession } from "@/lib/store/session-store";
import { claimCode } from "@/lib/store/used-code-store";
import {
  type AuthCall,
  answerWith,
  askLibrary,
  challengeCookieName,
  type LibraryAnswer,
  recordAct,
  refuseField,
  requirePerson,
} from "../auth-call";
import { readCookie } from "../session-cookie";
import { recordSignIn } from "./sign-in";

type PasswordCall = AuthCall<z.infer<typeof PasswordBody>>;
type CodeCall = AuthCall<z.infer<typeof CodeBody>>;

/** Makes the secret and the backup codes; they count once a code made from the secret was verified. */
export async function enableSecondFactor(call: PasswordCall): Promise<Response> {
  const answer = await withPassword(call, "/two-factor/enable", "second_factor.prepare", { method: "totp" });
  const { totpURI, backupCodes } = answer.json;
  if (typeof totpURI !== "string" || !isTexts(backupCodes)) throw unexpected();
  const body: z.infer<typeof TwoFactorSecret> = { totpUri: totpURI, backupCodes };
  return answerWith(call, body, answer.setCookies);
}

export async function disableSecondFactor(call: PasswordCall): Promise<Response> {
  const answer = await withPassword(call, "/two-factor/disable", "second_factor.disable");
  return answerWith(call, { done: true }, answer.setCookies);
}

export async function makeBackupCodes(call: PasswordCall): Promise<Response> {
  const path = "/two-factor/generate-backup-codes";
  const answer = await withPassword(call, path, "second_factor.backup_codes");
  if (!isTexts(answer.json.backupCodes)) throw unexpected();
  const body: z.infer<typeof BackupCodes> = { backupCodes: answer.json.backupCodes };
  return answerWith(call, body, answer.setCookies);
}

export function verifyCode(call: CodeCall): Promise<Response> {
  return verify(call, "/two-factor/verify-totp");
}

export function verifyBackupCode(call: CodeCall): Promise<Response> {
  return verify(call, "/two-factor/verify-backup-code");
}

/** The second half of signing in when the challenge's cookie is there, else the last step of setting it up. */
async function verify(call: CodeCall, path: string): Promise<Response> {
  const { deps, body } = call;
  const challenge = challengeCookieName(deps.cookie);
  const pending = readCookie(call.headers, challenge);
  const caller = pending === null ? await requirePerson(call) : null;
  const account = caller?.email ?? `challenge ${pending}`;
  const { right, answer } = await deps.throttle.guard({ account, address: call.address }, async () => {
    const cookies = [pending === null ? deps.cookie.name : challenge];
    const said = await askLibrary(call, path, { code: body.code }, cookies);
    return { right: said.status === 200 && (await isFirstUse(call, caller, said)), answer: said };
  });
  if (!right) throw await refusedCode(call, caller, answer);
  if (caller !== null) await recordAct(call, caller, { action: "second_factor.enable", result: "ok" });
  else await recordSignIn(call, await signedIn(call, answer), answer, false);
  return answerWith(call, { done: true }, answer.setCookies);
}

/** The library takes a code again while its time lasts; what a second use made is undone before its cookie leaves. */
async function isFirstUse(call: CodeCall, caller: { id: string } | null, answer: LibraryAnswer) {
  const { prisma } = call.deps.database;
  const { id } = caller ?? (await signedIn(call, answer));
  if (await claimCode(prisma, id, call.body.code, call.deps.now())) return true;
  if (typeof answer.json.token === "string") await endSessionByToken(prisma, answer.json.token);
  return false;
}

async function signedIn(call: AuthCall, { json }: LibraryAnswer) {
  const session = typeof json.token === "string" ? await findSession(call.deps.database, json.token) : null;
  if (session === null) throw unexpected();
  return session.person;
}

async function refusedCode(
  call: AuthCall,
  caller: { id: string; name: string } | null,
  { code, status }: LibraryAnswer,
): Promise<AppError> {
  const reason = "wrong code of the second factor";
  await recordAct(call, caller ?? { typed: "" }, { action: "sign_in", result: "refused", reason });
  if (status === 429) return new AppError("too_many_requests", "Too many failed codes. Try again later.");
  if (status === 200)
    return new AppError("unauthenticated", "This code was used before. Sign in again with the next one.");
  if (code === "INVALID_CODE" || code === "INVALID_BACKUP_CODE") return refuseField("code", "is not right");
  return new AppError("unauthenticated", "Signing in took too long. Start again.");
}

/** An act on the own second factor, proven by the password; intent before, result after. */
async function withPassword(
  call: PasswordCall,
  path: string,
  action: string,
  extra: object = {},
): Promise<LibraryAnswer> {
  const caller = await requirePerson(call);
  const { deps, body } = call;
  await recordAct(call, caller, { action, result: "intent" });
  const { right, answer } = await deps.throttle.guard(
    { account: caller.email, address: call.address },
    async () => {
      const said = await askLibrary(call, path, { password: body.password, ...extra }, [deps.cookie.name]);
      return { right: said.code !== "INVALID_PASSWORD", answer: said };
    },
  );
  const done = right && answer.status === 200;
  await recordAct(call, caller, { action, result: done ? "ok" : "refused", reason: answer.code });
  if (!right) throw refuseField("password", "is not your password");
  if (!done) throw new AppError("conflict", "The second factor is not in a state that allows this.");
  return answer;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function unexpected(): AppError {
  return new AppError("internal", "The sign-in library answered in another shape than expected.");
}
