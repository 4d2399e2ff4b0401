import * as z from "zod";

/** Bodies and answers below `/api/auth`; no answer there ever holds a session's token. */

const GivenPassword = z.string().min(1).max(128);
/** A code of the second factor or a backup code. */
const GivenCode = z.string().min(4).max(32);

export const SignInBody = z.strictObject({ email: z.email().max(254), password: GivenPassword });
export type SignInBody = z.infer<typeof SignInBody>;

export const SignInAnswer = z.strictObject({
  /** Not signed in yet: a code of the second factor is asked for next. */
  twoFactorRequired: z.boolean(),
  /** The password was made by Muster and should be changed. */
  passwordIsInitial: z.boolean(),
});
export type SignInAnswer = z.infer<typeof SignInAnswer>;

export const ChangePasswordBody = z.strictObject({
  currentPassword: GivenPassword,
  newPassword: z.string().min(1).max(1024),
});
export type ChangePasswordBody = z.infer<typeof ChangePasswordBody>;

/** Proves again who is there (security.md S1.10): a code by whoever has a second factor, else the password. */
export const StepUpBody = z.union([
  z.strictObject({ password: GivenPassword }),
  z.strictObject({ code: GivenCode }),
]);
export type StepUpBody = z.infer<typeof StepUpBody>;

export const PasswordBody = z.strictObject({ password: GivenPassword });
export const CodeBody = z.strictObject({ code: GivenCode });

/** Shown once, when the second factor is set up. */
export const TwoFactorSecret = z.strictObject({ totpUri: z.string(), backupCodes: z.array(z.string()) });
export type TwoFactorSecret = z.infer<typeof TwoFactorSecret>;
export const BackupCodes = z.strictObject({ backupCodes: z.array(z.string()) });

export const Done = z.strictObject({ done: z.literal(true) });
