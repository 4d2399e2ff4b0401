import { createHash, timingSafeEqual } from "node:crypto";
import type { Caller } from "./caller";

/** The token of `MUSTER_API_TOKEN`: an operator on all connections with all three scopes. */
const environmentToken: Caller = {
  kind: "token",
  id: "token:environment",
  name: "API token",
  email: null,
  surface: "api",
  sessionId: null,
  grants: { "*": ["operator"] },
  secondFactor: null,
  provedAt: null,
  scopes: ["read", "write", "irreversible"],
};

/** Hashes of the tokens that count, made once: no token is kept as text. */
export interface TokenVerifier {
  /** Null when it is not a token of ours; compared in constant time. */
  verify(token: string): Caller | null;
}

export function createTokenVerifier(configured: string | null): TokenVerifier {
  const expected = configured === null ? null : sha256(configured);
  return {
    verify: (token) =>
      expected !== null && timingSafeEqual(sha256(token), expected)
        ? { ...environmentToken, grants: { "*": ["operator"] } }
        : null,
  };
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}
