import type { UpstreamFact } from "@/lib/errors";
import { factOf, headerText } from "./answer-headers";
import { classifyAnswer } from "./classify";
import { PlatformError } from "./errors";
import { cleanText } from "./platform-text";
import { parseRetryAfter } from "./retry-after";
import type { Answer } from "./transport";

const longestText = 4_000;

/**
 * The error an answer amounts to, null for a success; a 2xx with an `error_code` is a failure too (sheet §4).
 * `operation` is the sheet's name of what was called.
 */
export function failureOf(answer: Answer, now: Date, operation?: string): PlatformError | null {
  const upstream = readEnvelope(answer);
  const verdict = classifyAnswer({ status: answer.status, errorCode: upstream.errorCode });
  if (verdict === null) return null;
  const mayRepeat = verdict.failure === "throttled" || verdict.failure === "transient";
  const retryAfter = headerText(answer.headers, "retry-after");
  return new PlatformError({
    ...verdict,
    detail: isRedirect(answer.status)
      ? "It answered with a redirect, which is never followed."
      : `It answered with HTTP ${answer.status}.`,
    upstream,
    operation,
    retryAfterSeconds: mayRepeat ? parseRetryAfter(retryAfter, answer.date ?? now) : null,
    answeredAt: answer.date,
  });
}

/** Neither throttled nor in trouble: the platform took the call on, whatever came of it. */
export function isServed(answer: Answer): boolean {
  const { failure } =
    classifyAnswer({ status: answer.status, errorCode: readEnvelope(answer).errorCode }) ?? {};
  return failure !== "throttled" && failure !== "transient";
}

const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** `error_msg` of v5 and the gateway, `error_desc` of the legacy API (sheet §4, §13.7), `error.message` of IAM. */
function readEnvelope(answer: Answer): UpstreamFact {
  const fact = factOf(answer);
  const text = (name: string) => textOf(answer.body, name);
  const errorCode = text("error_code");
  // Without a code these names belong to the resource itself, not to an error.
  if (errorCode === null && answer.status < 300) return fact;
  return {
    status: fact.status,
    errorCode,
    errorMessage: text("error_msg") ?? text("error_desc") ?? textOf(fieldOf(answer.body, "error"), "message"),
    requestId: fact.requestId ?? text("request_id"),
  };
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
  return Reflect.get(value, name);
}

function textOf(body: unknown, name: string): string | null {
  const value = fieldOf(body, name);
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? cleanText(value.slice(0, longestText)) : null;
}
