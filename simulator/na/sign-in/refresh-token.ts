import { z } from "zod";
import type { Answer } from "../../http/answer";
import type { NaCall, NaFront } from "../na-call";
import { NaRefusal } from "../na-refusals";
import { isTokenGood } from "../na-tokens";
import { parseNaBody } from "../parse-na-body";
import { Credential, checkCredentials } from "./check-credentials";
import { openSession } from "./open-session";

const RefreshBody = z.object({ appId: Credential, secret: Credential, refreshToken: Credential });

/** `POST /iocm/app/sec/v1.1.0/refreshToken` (sheet §13.2); a wrong refresh token is answered like a wrong secret. */
export function refreshToken(front: NaFront, call: NaCall): Answer {
  const body = parseNaBody(RefreshBody, call.request, "100022");
  checkCredentials(front, call, body);
  const { clock, tokens } = front.platform.world;
  if (!isTokenGood(front.app, "na refresh", tokens.refresh, body.refreshToken, clock.now())) {
    throw new NaRefusal("100208");
  }
  return openSession(front);
}
