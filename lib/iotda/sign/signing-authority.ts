import type { Authority, Proof } from "../authority";
import { correctingClock, type SigningClock } from "../signing-clock";
import type { SignableRequest } from "./canonical-request";
import { type Credentials, type Signature, signRequest } from "./sign-request";

/** Signs every call with keys; `onOffset` is told what the clocks turn out to differ by, 0 when they agree again. */
export function createSigningAuthority(
  credentials: Credentials,
  signature: Signature,
  clock: SigningClock,
  onOffset: (offsetMs: number) => void,
): Authority {
  const { accessKey, secretKey, securityToken = "" } = credentials;
  const prove = (request: SignableRequest): Proof => {
    const headers = signRequest(request, credentials, signature, clock.now());
    // A signature is good for the same request again, for a quarter of an hour.
    const signed = headers.Authorization?.split("Signature=").at(-1) ?? "";
    return { headers, secrets: [accessKey, secretKey, securityToken, signed] };
  };
  return (attempt) => correctingClock(clock, () => attempt(prove), onOffset);
}
