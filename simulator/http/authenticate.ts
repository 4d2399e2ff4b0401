import type { SimulatedClock } from "../clock";
import { isTokenValid } from "../iam/token-seal";
import { LIMITS } from "../limits";
import { PlatformRefusal } from "../refusals";
import {
  type SignatureKind,
  type SignedRequest,
  type SigningAccount,
  verifySignature,
} from "../verify-signature";

/**
 * Proves who calls: an AK/SK signature against the wall clock, or an IAM token against the platform's. Refusals are
 * the gateway's for a signature (signing.md §6) and the platform's for a token.
 */
export function authenticate(
  request: SignedRequest,
  account: SigningAccount,
  clock: SimulatedClock,
): SignatureKind | "token" {
  const kind = proveIdentity(request, account, clock);
  const instanceId = request.headers["instance-id"];
  if (
    typeof instanceId === "string" &&
    (instanceId.length < 1 || instanceId.length > LIMITS.instanceIdLength)
  ) {
    throw new PlatformRefusal("IOTDA.000006", "Instance-Id is not valid.");
  }
  return kind;
}

function proveIdentity(request: SignedRequest, account: SigningAccount, clock: SimulatedClock) {
  const token = request.headers["x-auth-token"];
  if (request.headers.authorization === undefined && typeof token === "string") {
    if (isTokenValid(account.secretKey, token, clock.now())) return "token";
    throw new PlatformRefusal("IOTDA.000002");
  }
  const verdict = verifySignature(request, account, clock.wallNow());
  if (!verdict.ok) throw new PlatformRefusal("APIGW.0301", verdict.reason);
  return verdict.kind;
}
