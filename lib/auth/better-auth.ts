import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Database } from "@/lib/store/db";
import { deriveKey } from "@/lib/store/derive-key";
import { findPerson } from "@/lib/store/person-store";
import { passwordLengths } from "./password-rules";
import { type SessionCookie, textKey } from "./session-cookie";

export interface SignInLibrarySettings {
  database: Database;
  secret: string;
  /** Still opens the second-factor secrets it sealed. */
  previousSecret: string | null;
  appOrigin: string;
  cookie: SessionCookie;
  onError: (message: string) => void;
}

/** All we let out of the library: a fetch handler below `/api/auth`. */
export interface SignInLibrary {
  handler(request: Request): Promise<Response>;
}

/** The code with which a disabled person's right password is refused; it stays inside. */
export const disabledCode = "PERSON_DISABLED";

/** Passwords and the second factor, nothing else (security.md S1.2); `lib/auth/auth-routes.ts` guards the door. */
export function createSignInLibrary(settings: SignInLibrarySettings): SignInLibrary {
  const { database, appOrigin, cookie } = settings;
  return betterAuth({
    appName: "Muster",
    baseURL: appOrigin,
    basePath: "/api/auth",
    trustedOrigins: [appOrigin],
    secrets: librarySecrets(settings),
    database: prismaAdapter(database.prisma, { provider: "postgresql", transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengths.least,
      maxPasswordLength: passwordLengths.most,
    },
    session: {
      expiresIn: cookie.absoluteMs / 1000,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: { kind: { type: "string", input: false, defaultValue: cookie.kind } },
    },
    account: { encryptOAuthTokens: true, accountLinking: { enabled: false, disableImplicitLinking: true } },
    plugins: [twoFactor({ issuer: "Muster" })],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message) => settings.onError(message) },
    advanced: {
      useSecureCookies: false,
      cookiePrefix: cookie.name,
      defaultCookieAttributes: {
        secure: cookie.secure,
        sameSite: "lax",
        httpOnly: true,
        path: "/",
      },
      cookies: { session_token: { name: cookie.name } },
      ipAddress: { ipAddressHeaders: ["x-muster-peer"], ipv6Subnet: 128 },
    },
    databaseHooks: {
      session: {
        create: {
          // After the password was checked, so that a disabled account costs the same time as any other.
          before: async ({ userId }) => {
            const person = await findPerson(database.prisma, userId);
            if (person === null || person.disabledAt !== null) {
              throw new APIError("UNAUTHORIZED", { code: disabledCode, message: "disabled" });
            }
          },
        },
      },
    },
  });
}

/** Numbered by what they are, so that a secret keeps its number when it becomes the previous one. */
function librarySecrets({ secret, previousSecret, cookie }: SignInLibrarySettings) {
  const versionOf = (text: string) => deriveKey(text, "sign-in library version", 4).readUInt32BE();
  const current = { version: versionOf(secret), value: cookie.key };
  if (previousSecret === null || previousSecret === secret) return [current];
  const previous = { version: versionOf(previousSecret), value: textKey(previousSecret, "page session") };
  return [current, previous];
}
