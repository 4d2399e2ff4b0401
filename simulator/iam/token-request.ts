import { z } from "zod";

const Text = z.string().min(1);

const Identity = z
  .object({
    methods: z.array(z.enum(["password", "totp"])).refine((methods) => methods.includes("password")),
    password: z.object({
      user: z.object({ name: Text, password: Text, domain: z.object({ name: Text }) }),
    }),
    totp: z.object({ user: z.object({ id: Text, passcode: z.string().regex(/^\d{6}$/) }) }).optional(),
  })
  .refine(({ methods, totp }) => methods.includes("totp") === (totp !== undefined));

/** The body of `POST /v3/auth/tokens` (sheet §3.1): password, with MFA a `totp` block too, scoped to a project. */
export const TokenRequest = z.object({
  auth: z.object({
    identity: Identity,
    scope: z.object({
      project: z.union([z.object({ id: Text }), z.object({ name: Text })]),
    }),
  }),
});
export type TokenRequest = z.infer<typeof TokenRequest>;
