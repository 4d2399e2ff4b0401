import type { SimulatedClock } from "../clock";
import { issueToken } from "../iam/issue-token";
import { listProjects } from "../iam/list-projects";
import { describeRefusal, PlatformRefusal, refusalBody } from "../refusals";
import type { SignedRequest, SigningAccount } from "../verify-signature";
import { type Answer, json } from "./answer";
import { authenticate } from "./authenticate";
import type { LoggedCall } from "./call-log";
import { Query } from "./query";
import { type DecodedTarget, decodeTarget } from "./request-target";
import { findRoute, type Route } from "./routes";

export type Front = {
  account: SigningAccount & { projectId: string };
  clock: SimulatedClock;
  routes: readonly Route[];
};

/** A call whose body has arrived; undefined = it was over the gateway's limit. */
export type ReceivedCall = Omit<SignedRequest, "body"> & { body: Buffer | undefined; requestId: string };

export type AnsweredCall = { answer: Answer; signature: LoggedCall["signature"]; errorCode?: string };

/** Gateway and platform for one call: authenticate, route, run; every refusal in the platform's envelope. */
export async function answerCall(front: Front, call: ReceivedCall): Promise<AnsweredCall> {
  let signature: LoggedCall["signature"] = "none";
  try {
    if (!call.body) throw new PlatformRefusal("APIGW.0201");
    const request = { ...call, body: call.body };
    const target = decodeTarget(call.target);
    const segments = target?.path.slice(1).split("/") ?? [];
    if (call.method === "POST" && segments.join("/") === "v3/auth/tokens") {
      return { answer: issueToken(front.account, tryParse(call.body), front.clock.now()), signature };
    }
    if (target && call.method === "GET" && segments.join("/") === "v3/projects") {
      signature = authenticate(request, front.account, front.clock);
      return { answer: listProjects(front.account, new Query(target.query)), signature };
    }
    if (!target || segments[0] !== "v5") throw new PlatformRefusal("APIGW.0101");
    signature = authenticate(request, front.account, front.clock);
    return { answer: await answerPlatform(front, request, target, segments), signature };
  } catch (error) {
    const refusal = error instanceof PlatformRefusal ? error : unexpected(error);
    const body = refusalBody(refusal.code, refusal.message, call.requestId);
    return { answer: json(refusal.status, body), signature, errorCode: refusal.code };
  }
}

function answerPlatform(
  front: Front,
  request: SignedRequest,
  target: DecodedTarget,
  [, product, projectId, ...path]: string[],
): Answer | Promise<Answer> {
  if (product !== "iot") throw new PlatformRefusal("IOTDA.000029");
  if (projectId !== front.account.projectId) throw new PlatformRefusal("IOTDA.000021");
  const found = findRoute(front.routes, request.method, path);
  if (!found) throw new PlatformRefusal("IOTDA.000029");
  const body = () => parseJson(request);
  const form = () => parseForm(request);
  return found.handler({ params: found.params, query: new Query(target.query), body, form });
}

function parseJson({ headers, body }: SignedRequest): unknown {
  const type = headers["content-type"];
  if (typeof type !== "string" || !/^application\/json\b/i.test(type)) {
    throw new PlatformRefusal("IOTDA.000008", "Content-Type must be application/json.");
  }
  const value = tryParse(body);
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

function tryParse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return undefined;
  }
}

function unexpected(error: unknown): PlatformRefusal {
  console.error(error);
  const { message } = describeRefusal("IOTDA.000001");
  return new PlatformRefusal("IOTDA.000001", message);
}
