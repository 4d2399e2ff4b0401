import { type Answer, json } from "../http/answer";
import { Query } from "../http/query";
import type { ReceivedCall, SeenCaller } from "../http/received-call";
import type { DecodedTarget } from "../http/request-target";
import type { SignedRequest } from "../verify-signature";
import { admit, type NaFront } from "./na-call";
import { NaRefusal, naRefusalBody } from "./na-refusals";
import { findNaRoute } from "./na-routes";
import { isTokenGood } from "./na-tokens";

/** The legacy northbound API (sheet §13) for one call; notes in `seen` which application called and how. */
export function answerNa(
  front: NaFront,
  call: ReceivedCall,
  target: DecodedTarget,
  seen: SeenCaller,
): { answer: Answer; errorCode?: string } {
  try {
    return { answer: answer(front, call, target, seen) };
  } catch (error) {
    const refusal = error instanceof NaRefusal ? error : unexpected(error);
    const body = naRefusalBody(refusal.code, refusal.message);
    return { answer: json(refusal.status, body), errorCode: refusal.code };
  }
}

function answer(front: NaFront, call: ReceivedCall, target: DecodedTarget, seen: SeenCaller): Answer {
  if (!call.body) throw new NaRefusal("100022", { detail: "The request is too large." });
  const request = { ...call, body: call.body };
  const found = findNaRoute(call.method, target.path);
  if (!found) throw new NaRefusal("101001", { status: 404 });
  if (!found.signIn) {
    authenticate(front, request, seen);
    admit(front);
  }
  return found.handler(front, { request, seen, params: found.params, query: new Query(target.query) });
}

/** Sheet §13.3: the application and its newest access token. */
function authenticate({ app, platform }: NaFront, { headers }: SignedRequest, seen: SeenCaller): void {
  const appKey = headers.app_key;
  const [, token = ""] = /^Bearer +(\S+)$/i.exec(headers.authorization?.toString() ?? "") ?? [];
  const { clock, tokens } = platform.world;
  if (typeof appKey === "string") seen.app = appKey;
  if (appKey !== app.appId || !isTokenGood(app, "na access", tokens.access, token, clock.now())) {
    throw new NaRefusal("1010005");
  }
  seen.signature = "na-token";
}

function unexpected(error: unknown): NaRefusal {
  console.error(error);
  return new NaRefusal("50252");
}
