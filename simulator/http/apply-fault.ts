import type { Fault } from "../faults";
import { describeRefusal, isRefusalCode, refusalBody } from "../refusals";
import { type Answer, json } from "./answer";

/** The answer a fault gives instead of the real one; undefined when the call goes on. */
export function faultAnswer(fault: Fault, requestId: string): Answer | undefined {
  switch (fault.kind) {
    case "status":
      return refusal(fault, "IOTDA.000001", requestId);
    case "throttle":
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

function retryAfter({ retryAfter: seconds }: Fault): Record<string, string> {
  return seconds === undefined ? {} : { "Retry-After": String(seconds) };
}
