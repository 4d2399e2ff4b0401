import type { ServerResponse } from "node:http";
import { invalid, problemText } from "./refusal";

/**
 * Next answers a method that a route does not export with an empty 405; an API owes a problem. The headers come first:
 * Next's compression writes them before it ends the answer.
 */
export function explainBareRefusal(response: ServerResponse, requestId: string): void {
  const writeHead = response.writeHead as (...args: unknown[]) => ServerResponse;
  const end = response.end as (...args: unknown[]) => ServerResponse;
  let body: string | null = null;

  response.writeHead = (status: number, ...rest: unknown[]) => {
    if (status === 405 && !response.hasHeader("content-type")) {
      body = problemText(
        invalid(405, "Method not allowed", "This address does not take that method."),
        requestId,
      );
      response.setHeader("content-type", "application/problem+json; charset=utf-8");
      response.setHeader("content-length", Buffer.byteLength(body));
    }
    return writeHead.call(response, status, ...rest);
  };
  response.end = (...args: unknown[]) => {
    if (response.statusCode === 405 && !response.headersSent) response.writeHead(405);
    return body === null ? end.call(response, ...args) : end.call(response, body);
  };
}
