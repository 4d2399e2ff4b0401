import type { Authority } from "../authority";
import { isTokenRefused } from "../errors";
import type { TokenSource } from "./token-source";

/** Sends a token with every call; a refused one is replaced once, for all processes (sheet §3.1, §13.7). */
export function createTokenAuthority(
  source: TokenSource,
  headersOf: (token: string) => Readonly<Record<string, string>>,
): Authority {
  return async (attempt, signal) => {
    const withToken = (token: string) => {
      const proof = headersOf(token);
      return attempt(({ headers }) => ({ headers: { ...headers, ...proof }, secrets: [token] }));
    };
    const used = await source.current(signal);
    try {
      return await withToken(used.token);
    } catch (error) {
      if (!isTokenRefused(error)) throw error;
      const newer = await source.renew(used, signal);
      if (newer === null) throw error;
      return withToken(newer.token);
    }
  };
}
