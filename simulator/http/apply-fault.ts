import type { Fault, FaultOf } from "../faults/fault";
import { floodPieces } from "../faults/flood";
import { refuseIam } from "../iam/iam-refusal";
import { isNaPath } from "../na/na-path";
import { describeNaRefusal, type NaRefusalCode, naRefusalBody } from "../na/na-refusals";
import { describeRefusal, isRefusalCode, type RefusalCode, refusalBody } from "../refusals";
import { type Answer, json } from "./answer";

/** What a fault's answer depends on besides the fault; `strict` is the mode `throttle` (sheet §15 row 24). */
export type StruckCall = { requestId: string; path: string; strict: boolean };

/** The answer a fault gives instead of the real one; undefined when the call goes on. */
export function faultAnswer(
  fault: Fault,
  call: StruckCall,
): { answer: Answer; errorCode?: string } | undefined {
  switch (fault.kind) {
    case "status":
      if (isNaPath(call.path)) return naRefusal(fault, "50252");
      if (call.path.startsWith("/v3/") && !fault.code) return { answer: iamRefusal(fault) };
      return refusal(fault, "IOTDA.000001", call.requestId);
    case "throttle":
      if (isNaPath(call.path)) return naRefusal(fault, "1010009");
      return refusal(fault, call.strict ? "IOTDA.021101" : "APIGW.0308", call.requestId);
    case "html":
      return { answer: page(fault) };
    case "empty":
      return { answer: { status: fault.status ?? 200 } };
    case "redirect":
      return { answer: { status: fault.status ?? 307, headers: { Location: fault.to } } };
    case "flood":
      return { answer: flood(fault) };
    default:
      return undefined;
  }
}

type Refusing = FaultOf<"status" | "throttle">;

function refusal(fault: Refusing, otherwise: RefusalCode, requestId: string) {
  const code = fault.code ?? otherwise;
  const known = describeRefusal(isRefusalCode(code) ? code : otherwise);
  const body = refusalBody(code, fault.message ?? known.message, requestId);
  return { answer: json(fault.status ?? known.status, body, retryAfter(fault)), errorCode: code };
}

/** The legacy API says it in its own envelope (sheet §13.7). */
function naRefusal(fault: Refusing, otherwise: NaRefusalCode) {
  const code = fault.code ?? otherwise;
  const known = describeNaRefusal(code) ?? describeNaRefusal(otherwise);
  const body = naRefusalBody(code, fault.message ?? known?.desc ?? "");
  const answer = json(fault.status ?? known?.status ?? 500, body, retryAfter(fault));
  return { answer, errorCode: code };
}

function iamRefusal(fault: Refusing): Answer {
  const answer = refuseIam(fault.status ?? 500, fault.message ?? "Internal error.");
  return { ...answer, headers: retryAfter(fault) };
}

function page(fault: FaultOf<"html">): Answer {
  return {
    status: fault.status ?? 502,
    headers: { "Content-Type": "text/html", ...retryAfter(fault) },
    body: ["<html><body><h1>502 Bad Gateway</h1></body></html>"],
  };
}

function flood(fault: FaultOf<"flood">): Answer {
  const encoding = fault.gzip ? { "Content-Encoding": "gzip" } : undefined;
  const length = fault.contentLength ? { "Content-Length": String(fault.bytes) } : undefined;
  return { status: 200, headers: { ...encoding, ...length }, stream: () => floodPieces(fault) };
}

function retryAfter({ retryAfter: wait }: { retryAfter?: number | string }): Record<string, string> {
  return wait === undefined ? {} : { "Retry-After": String(wait) };
}
