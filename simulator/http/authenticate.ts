import type { SimulatedClock } from "../clock";
import { judgeIamToken } from "../iam/iam-token";
import type { TokenSerials } from "../iam/token-serials";
import { PlatformRefusal } from "../refusals";
import {
  type SignatureKind,
  type SignedRequest,
  type SigningAccount,
  verifySignature,
} from "../verify-signature";

/** What callers are judged by: the account, the time, and which tokens still count. */
export type Callers = { account: SigningAccount; clock: SimulatedClock; tokens: TokenSerials };

/**
 * Proves who calls: an AK/SK signature against the wall clock, or an IAM token against the platform's. Refusals are
 * the gateway's for a signature (signing.md §6) and the platform's for a token.
 */
export function authenticate(
  request: SignedRequest,
  { account, clock, tokens }: Callers,
): SignatureKind | "token" {
  const token = request.headers["x-auth-token"];
  if (request.headers.authorization === undefined && typeof token === "string") {
    const verdict = judgeIamToken(account.secretKey, tokens.iam, token, clock.now());
    if (verdict === "valid") return "token";
    const byGateway = verdict === "revoked" && tokens.refuser === "gateway";
    throw new PlatformRefusal(byGateway ? "APIGW.0307" : "IOTDA.000002");
  }
  const verdict = verifySignature(request, account, clock.shownNow());
  if (!verdict.ok) throw new PlatformRefusal("APIGW.0301", verdict.reason);
  return verdict.kind;
}
