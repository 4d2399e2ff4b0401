import { randomUUID } from "node:crypto";

/** What routes read of a request: one of the web's, or one that never became one (server/hot-path.ts). */
export type Asked = Pick<Request, "method" | "url" | "headers" | "body">;

/** What the console's own HTTP server established about a request, and where in the browser it comes from. */
export interface RequestFacts {
  requestId: string;
  /** The peer's address; null only when the request did not pass our server (tests). */
  address: string | null;
  /** Which cookie counts (security.md S2.3). A foreign page cannot send the header without a preflight. */
  context: "page" | "embed";
}

/** The server drops both `x-` headers a client sends and sets its own (security.md S1.7). */
export function readRequestFacts(headers: Headers): RequestFacts {
  return {
    requestId: headers.get("x-request-id") ?? randomUUID(),
    address: headers.get("x-muster-peer"),
    context: headers.get("x-muster-context") === "embed" ? "embed" : "page",
  };
}

/** A bearer token decides alone who calls: cookies beside it do not count (security.md S1.1). */
export function hasBearer(headers: Headers): boolean {
  return /^bearer(\s|$)/i.test(headers.get("authorization") ?? "");
}
