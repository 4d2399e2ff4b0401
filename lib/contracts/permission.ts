import * as z from "zod";

/** What a caller may do on a connection (or on the whole house, for the last ones); `lib/auth/access.ts` says which role may. */
export const Permission = z.enum([
  "read",
  "export",
  "change",
  "irreversible",
  "approve",
  "reveal_secret",
  "audit_own",
  "audit_all",
  "administer",
]);
export type Permission = z.infer<typeof Permission>;

export const Role = z.enum(["viewer", "operator", "approver", "administrator"]);
export type Role = z.infer<typeof Role>;

/** `signed_in`: any caller with an identity; `public`: none needed (health, sign-in). */
export type EndpointAccess = Permission | "signed_in" | "public";
