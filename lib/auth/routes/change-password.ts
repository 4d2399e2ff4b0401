import type { ChangePasswordBody } from "@/lib/contracts/sign-in";
import { clearInitialPassword } from "@/lib/store/person-store";
import { type AuthCall, answerWith, askLibrary, recordAct, refuseField, requirePerson } from "../auth-call";
import { checkPassword, type PasswordProblem, passwordLengths } from "../password-rules";

const messages: Record<PasswordProblem, string> = {
  too_short: `must have ${passwordLengths.least} characters or more`,
  too_long: `must have ${passwordLengths.most} characters at most`,
  repeats: "repeats itself",
  common: "is too easy to guess: it is made of words and numbers that are tried first",
  personal: "is too easy to guess: it is made of your name or e-mail",
};

/** Needs the old password, ends all other sessions and gives this one a new token (A22, A29). */
export async function changePassword(call: AuthCall<ChangePasswordBody>): Promise<Response> {
  const caller = await requirePerson(call);
  const { currentPassword, newPassword } = call.body;
  const problem = checkPassword({ password: newPassword, personal: [caller.email, caller.name] });
  if (problem !== null) throw refuseField("newPassword", messages[problem]);
  if (newPassword === currentPassword) throw refuseField("newPassword", "must differ from the old one");

  const { deps } = call;
  const guess = { account: caller.email, address: call.address };
  const act = { action: "password.change", subject: caller.id };
  await recordAct(call, caller, { ...act, result: "intent" });
  const { right, answer } = await deps.throttle.guard(guess, async () => {
    const body = { currentPassword, newPassword, revokeOtherSessions: true };
    const said = await askLibrary(call, "/change-password", body, [deps.cookie.name]);
    return { right: said.status === 200, answer: said };
  });
  if (!right) {
    await recordAct(call, caller, { ...act, result: "refused", reason: "wrong old password" });
    throw refuseField("currentPassword", "is not your password");
  }
  await clearInitialPassword(deps.database.prisma, caller.id);
  await recordAct(call, caller, { ...act, result: "ok" });
  return answerWith(call, { done: true }, answer.setCookies);
}
