import type { IncomingHttpHeaders } from "node:http";
import type { UpstreamFact } from "@/lib/errors";
import { cleanText } from "./platform-text";

/** The first value of a header; null when absent or empty. */
export function headerText(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === "" ? null : cleanText(first);
}

/** What an answer says before its body is read; the platform's request id is what its support asks for (sheet §4). */
export function factOf(answer: { status: number; headers: IncomingHttpHeaders }): UpstreamFact {
  const requestId = headerText(answer.headers, "x-request-id");
  return { status: answer.status, errorCode: null, errorMessage: null, requestId };
}
