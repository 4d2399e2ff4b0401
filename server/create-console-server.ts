import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "@/lib/log";
import { checkRequest, isApiPath, pathOf } from "./check-request";
import { cleanHeaders } from "./clean-headers";
import { explainBareRefusal } from "./explain-bare-refusal";
import { guardResponse } from "./guard-response";
import type { IsOwnHost } from "./host-rule";
import { type IsTrustedPeer, resolvePeer } from "./peer-address";
import { answerBareSocket } from "./raw-answer";
import { failed, invalid, notReady, type Refusal, refuse } from "./refusal";
import { contentSecurityPolicy, type HeaderPolicy, makeNonce, securityHeaders } from "./security-headers";

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export type HandleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface ConsoleServerParts {
  isOwnHost: IsOwnHost;
  isTrustedPeer: IsTrustedPeer;
  headerPolicy: HeaderPolicy;
  log: Logger;
  /** Only in development, for reloads: there are no WebSockets in the product (security.md S2.4). */
  handleUpgrade?: HandleUpgrade;
}

export interface ConsoleServer {
  http: Server;
  /** From now on requests go to `handle`; before, they are answered 503. */
  serve(handle: Handle): void;
  /** Answers in hand say that their connection ends with them. */
  announceStop(): void;
}

/** The console's HTTP server around Next: clean requests in, guarded answers out, whoever makes them. */
export function createConsoleServer(parts: ConsoleServerParts): ConsoleServer {
  const { headerPolicy, log } = parts;
  const { development } = headerPolicy;
  let handle: Handle | null = null;
  let stopping = false;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    const path = pathOf(request.url ?? "");
    const nonce = makeNonce();
    const csp = contentSecurityPolicy(headerPolicy, path, nonce);
    const headers = { ...securityHeaders(headerPolicy, csp), "x-request-id": requestId };
    guardResponse(response, { headers, path, isStopping: () => stopping });
    const peer = resolvePeer(request.socket.remoteAddress, forwardedFor(request), parts.isTrustedPeer);

    const refusal =
      checkRequest(request, parts.isOwnHost, development) ?? (handle === null ? notReady : null);
    if (refusal !== null || handle === null) {
      const given = refusal ?? notReady;
      const { method } = request;
      log.info({ requestId, peer, method, path, status: given.status, code: given.code }, "request refused");
      // What is still being sent is not read: the connection cannot be used again.
      if (request.method !== "GET" && request.method !== "HEAD") response.setHeader("connection", "close");
      refuse(response, given, requestId);
      return;
    }
    const isApi = isApiPath(path);
    cleanHeaders(request, { requestId, peer, nonce, contentSecurityPolicy: csp }, { development, isApi });
    if (isApi) explainBareRefusal(response, requestId);
    try {
      await handle(request, response);
    } catch (error) {
      log.error({ requestId, peer, method: request.method, path, error }, "request failed");
      if (response.headersSent) response.destroy();
      else refuse(response, failed, requestId);
    }
  }

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    receive(request, response).catch(() => response.destroy());
  };
  const answerBare = (socket: Duplex, refusal: Refusal) => answerBareSocket(socket, refusal, headerPolicy);
  const http = createServer({ requireHostHeader: false, requestTimeout: 120_000 }, answer);
  http.on("checkExpectation", answer);
  http.on("clientError", (error, socket) => answerBare(socket, describeClientError(error)));
  http.on("connect", (_request, socket) => answerBare(socket, noTunnel));
  const { handleUpgrade } = parts;
  if (handleUpgrade) {
    http.on("upgrade", (request, socket, head) => {
      const refusal = checkRequest(request, parts.isOwnHost, development);
      if (refusal === null) handleUpgrade(request, socket, head);
      else answerBare(socket, refusal);
    });
  }
  return {
    http,
    serve(next) {
      handle = next;
    },
    announceStop() {
      stopping = true;
    },
  };
}

function forwardedFor(request: IncomingMessage): string | undefined {
  const value = request.headers["x-forwarded-for"];
  return Array.isArray(value) ? value.join(",") : value;
}

const noTunnel = invalid(405, "Method not allowed", "This address does not take that method.");

function describeClientError(error: NodeJS.ErrnoException): Refusal {
  if (error.code === "HPE_HEADER_OVERFLOW")
    return invalid(431, "Too much", "The request's headers are too large.");
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT")
    return invalid(408, "Too slow", "The request took too long to arrive.");
  return invalid(400, "The request is not valid", "This is not HTTP as it should be.");
}
