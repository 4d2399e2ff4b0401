import type { ServerResponse } from "node:http";
import type { ErrorCode } from "@/lib/errors";

/** An answer this server gives itself, before Next sees the request. */
export interface Refusal {
  status: number;
  code: Extract<ErrorCode, "invalid_input" | "unavailable" | "internal">;
  title: string;
  detail: string;
  headers?: Record<string, string>;
}

export function invalid(
  status: number,
  title: string,
  detail: string,
  headers?: Record<string, string>,
): Refusal {
  return { status, code: "invalid_input", title, detail, headers };
}

export const notReady: Refusal = {
  status: 503,
  code: "unavailable",
  title: "Not available right now",
  detail: "The console is starting.",
  headers: { "retry-after": "1" },
};

export const failed: Refusal = {
  status: 500,
  code: "internal",
  title: "Something failed on our side",
  detail: "The log has more under the request id.",
};

/** The same shape as every problem of the API (RFC 9457). */
export function problemText({ status, code, title, detail }: Refusal, requestId: string): string {
  return JSON.stringify({ type: `urn:muster:problem:${code}`, title, status, detail, code, requestId });
}

export function refuse(response: ServerResponse, refusal: Refusal, requestId: string): void {
  for (const [name, value] of Object.entries(refusal.headers ?? {})) response.setHeader(name, value);
  response.setHeader("content-type", "application/problem+json; charset=utf-8");
  response.statusCode = refusal.status;
  response.end(problemText(refusal, requestId));
}
