import { answerIam } from "../iam/answer-iam";
import type { IamAccount } from "../iam/iam-account";
import type { Modes } from "../modes";
import { answerNa } from "../na/answer-na";
import type { NaFront } from "../na/na-call";
import { isNaPath } from "../na/na-path";
import { describeRefusal, PlatformRefusal, refusalBody } from "../refusals";
import type { SignedRequest, SigningAccount } from "../verify-signature";
import { type Answer, json } from "./answer";
import { authenticate, type Callers } from "./authenticate";
import { checkInstanceId } from "./check-instance-id";
import { isJsonType, tryParseJson } from "./parse-json";
import { Query } from "./query";
import type { AnsweredCall, ReceivedCall, SeenCaller } from "./received-call";
import { type DecodedTarget, decodeTarget } from "./request-target";
import { findRoute, type PlatformCall, type Route } from "./routes";

export type Front = Callers & {
  account: SigningAccount & IamAccount;
  modes: Modes;
  routes: readonly Route[];
  na: NaFront;
};

/** IAM, legacy API, or gateway and v5 platform for one call; every refusal in the envelope of the one that refuses. */
export async function answerCall(front: Front, call: ReceivedCall): Promise<AnsweredCall> {
  const seen: SeenCaller = { signature: "none" };
  const target = decodeTarget(call.target);
  if (target && isNaPath(target.path)) {
    const answered = answerNa(front.na, call, target, seen);
    return { ...answered, ...seen };
  }
  try {
    const answer = await answerModern(front, call, target, seen);
    return { answer, ...seen };
  } catch (error) {
    const refusal = error instanceof PlatformRefusal ? error : unexpected(error);
    const body = refusalBody(refusal.code, refusal.message, call.requestId);
    return { answer: json(refusal.status, body), ...seen, errorCode: refusal.code };
  }
}

async function answerModern(
  front: Front,
  call: ReceivedCall,
  target: DecodedTarget | undefined,
  seen: SeenCaller,
): Promise<Answer> {
  if (!call.body) throw new PlatformRefusal("APIGW.0201");
  const request = { ...call, body: call.body };
  const segments = target?.path.slice(1).split("/") ?? [];
  if (target && segments[0] === "v3") return answerIam(front, request, target, seen);
  if (!target || segments[0] !== "v5") throw new PlatformRefusal("APIGW.0101");
  seen.signature = authenticate(request, front);
  checkInstanceId(request, front.modes);
  return answerPlatform(front, request, target, segments, seen);
}

function answerPlatform(
  front: Front,
  request: SignedRequest,
  target: DecodedTarget,
  [, product, projectId, ...path]: string[],
  seen: SeenCaller,
): Answer | Promise<Answer> {
  if (product !== "iot") throw new PlatformRefusal("IOTDA.000029");
  if (projectId !== front.account.projectId) throw new PlatformRefusal("IOTDA.000021");
  const found = findRoute(front.routes, request.method, path);
  if (!found) throw new PlatformRefusal("IOTDA.000029");
  const body = () => parseJson(request);
  const form = () => parseForm(request);
  const noteFile: PlatformCall["noteFile"] = (file) => {
    seen.file = file;
  };
  return found.handler({ params: found.params, query: new Query(target.query), body, form, noteFile });
}

function parseJson({ headers, body }: SignedRequest): unknown {
  if (!isJsonType(headers)) {
    throw new PlatformRefusal("IOTDA.000008", "Content-Type must be application/json.");
  }
  const value = tryParseJson(body);
  if (value === undefined) throw new PlatformRefusal("IOTDA.000008");
  return value;
}

/** A multipart body (sheet §7); the whole of it has arrived. */
async function parseForm({ headers, body }: SignedRequest): Promise<FormData> {
  const type = headers["content-type"];
  if (typeof type !== "string" || !/^multipart\/form-data\b/i.test(type)) {
    throw new PlatformRefusal("IOTDA.000008", "Content-Type must be multipart/form-data.");
  }
  try {
    return await new Response(Buffer.from(body), { headers: { "content-type": type } }).formData();
  } catch {
    throw new PlatformRefusal("IOTDA.000008");
  }
}

function unexpected(error: unknown): PlatformRefusal {
  console.error(error);
  const { message } = describeRefusal("IOTDA.000001");
  return new PlatformRefusal("IOTDA.000001", message);
}
