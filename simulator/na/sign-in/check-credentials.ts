import { z } from "zod";
import { LIMITS } from "../../limits";
import { admit, type NaCall, type NaFront } from "../na-call";
import { NaRefusal } from "../na-refusals";

/** A text of sheet §13.1 and §13.2. */
export const Credential = z.string().min(1).max(LIMITS.na.credentialLength);

/** Throws 100208 for a wrong id or secret; else the call is the application's, and counts. */
export function checkCredentials(
  front: NaFront,
  call: NaCall,
  given: { appId: string; secret: string },
): void {
  const { appId, secret } = front.app;
  call.seen.app = given.appId;
  if (given.appId !== appId || given.secret !== secret) throw new NaRefusal("100208");
  admit(front);
}
