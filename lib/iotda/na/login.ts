import { z } from "zod";
import type { Caller, PlatformCall } from "../caller";
import type { IssuedToken, SignIn } from "../token/sign-in";
import type { Answer } from "../transport";
import { readAnswer } from "../wire/read-answer";

export interface NaApplication {
  appId: string;
  secret: string;
}

const minute = 60_000;
/** Sheet §13.1. */
const refreshMs = 24 * 60 * minute;
const TokenBody = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1).nullish(),
  expiresIn: z.number().positive(),
});

/** Sign-in of a legacy application; each new token ends the one before (sheet §13.1, §13.2). */
export function createNaSignIn(call: Caller, { appId, secret }: NaApplication): SignIn {
  type Variable = Pick<PlatformCall<unknown>, "operation" | "path" | "body" | "secrets"> & {
    contentType: string;
  };
  const send = ({ contentType, ...variable }: Variable, signal: AbortSignal) =>
    call(
      {
        ...variable,
        kind: "read",
        method: "POST",
        query: [],
        headers: { "Content-Type": contentType },
        read: readToken,
      },
      { lane: "people", signal },
    );
  return {
    renewBeforeMs: 5 * minute,
    login: (signal) =>
      send(
        {
          operation: "Login",
          path: "/iocm/app/sec/v1.1.0/login",
          contentType: "application/x-www-form-urlencoded",
          body: Buffer.from(new URLSearchParams({ appId, secret }).toString(), "utf8"),
          secrets: [secret],
        },
        signal,
      ),
    refresh: (refreshToken, signal) =>
      send(
        {
          operation: "RefreshToken",
          path: "/iocm/app/sec/v1.1.0/refreshToken",
          contentType: "application/json",
          body: { appId, secret, refreshToken },
          secrets: [secret, refreshToken],
        },
        signal,
      ),
  };
}

/** Sheet §13.3; the type an answer names differs between editions and is not asked for (§13.1). */
export function naHeaders(appId: string, token: string): Readonly<Record<string, string>> {
  return { app_key: appId, Authorization: `Bearer ${token}` };
}

function readToken(answer: Answer): IssuedToken {
  const { accessToken, refreshToken = null, expiresIn } = readAnswer(TokenBody, answer);
  return { token: accessToken, lifetimeMs: expiresIn * 1_000, refreshToken, refreshMs };
}
