import type { Fault } from "../faults";
import { refuseIam } from "../iam/iam-refusal";
import { isNaPath } from "../na/na-path";
import { describeNaRefusal, type NaRefusalCode, naRefusalBody } from "../na/na-refusals";
import { describeRefusal, isRefusalCode, refusalBody } from "../refusals";
import { type Answer, json } from "./answer";

/** The answer a fault gives instead of the real one; undefined when the call goes on. */
export function faultAnswer(fault: Fault, requestId: string, path: string): Answer | undefined {
  switch (fault.kind) {
    case "status":
      if (isNaPath(path)) return naRefusal(fault, "50252");
      if (path.startsWith("/v3/") && !fault.code) return iamRefusal(fault);
      return refusal(fault, "IOTDA.000001", requestId);
    case "throttle":
      if (isNaPath(path)) return naRefusal(fault, "1010009");
      return refusal(fault, "APIGW.0308", requestId);
    case "html":
      return {
        status: fault.status ?? 502,
        headers: { "Content-Type": "text/html", ...retryAfter(fault) },
        body: ["<html><body><h1>502 Bad Gateway</h1></body></html>"],
      };
    default:
      return undefined;
  }
}

function refusal(fault: Fault, otherwise: "IOTDA.000001" | "APIGW.0308", requestId: string): Answer {
  const code = fault.code ?? otherwise;
  const known = describeRefusal(isRefusalCode(code) ? code : otherwise);
  const body = refusalBody(code, fault.message ?? known.message, requestId);
  return json(fault.status ?? known.status, body, retryAfter(fault));
}

/** The legacy API says it in its own envelope (sheet §13.7). */
function naRefusal(fault: Fault, otherwise: NaRefusalCode): Answer {
  const code = fault.code ?? otherwise;
  const known = describeNaRefusal(code) ?? describeNaRefusal(otherwise);
  const body = naRefusalBody(code, fault.message ?? known?.desc ?? "");
  return json(fault.status ?? known?.status ?? 500, body, retryAfter(fault));
}

function iamRefusal(fault: Fault): Answer {
  const answer = refuseIam(fault.status ?? 500, fault.message ?? "Internal error.");
  return { ...answer, headers: retryAfter(fault) };
}

function retryAfter({ retryAfter: seconds }: Fault): Record<string, string> {
  return seconds === undefined ? {} : { "Retry-After": String(seconds) };
}
