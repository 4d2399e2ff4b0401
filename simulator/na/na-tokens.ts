import { seal, unseal } from "../iam/seal";
import { LIMITS } from "../limits";
import type { NaApp } from "./na-apps";

type Purpose = "na access" | "na refresh";

const { accessTokenSeconds, refreshTokenMs } = LIMITS.na;

/** The answer of login and refresh (sheet §13.1); `serial` is the number of the newest tokens, `now` platform ms. */
export function tokensJson({ secret }: NaApp, serial: number, now: number) {
  const issue = (purpose: Purpose, lifeMs: number) => seal(secret, purpose, `${serial} ${now + lifeMs}`);
  return {
    scope: "default",
    tokenType: "bearer",
    expiresIn: accessTokenSeconds,
    accessToken: issue("na access", accessTokenSeconds * 1_000),
    refreshToken: issue("na refresh", refreshTokenMs),
  };
}

/** Whether a token is from here, the newest of its kind, and not over at the platform time `now`. */
export function isTokenGood(
  app: NaApp,
  purpose: Purpose,
  serial: number,
  token: string,
  now: number,
): boolean {
  const content = unseal(app.secret, purpose, token);
  const [issued, expiresAt = 0] = content?.split(" ").map(Number) ?? [];
  return issued === serial && now < expiresAt;
}
