import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { problemText, type Refusal } from "./refusal";
import { contentSecurityPolicy, type HeaderPolicy, makeNonce, securityHeaders } from "./security-headers";

/** An answer where Node gives no response object: broken requests, tunnels, refused upgrades. Ends the connection. */
export function answerBareSocket(socket: Duplex, refusal: Refusal, policy: HeaderPolicy): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = randomUUID();
  const body = problemText(refusal, requestId);
  const headers: Record<string, string> = {
    ...securityHeaders(policy, contentSecurityPolicy(policy, "/", makeNonce())),
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    "cache-control": "no-store",
    "x-request-id": requestId,
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ""}`, ...lines].join("\r\n");
  socket.end(`${head}\r\n\r\n${body}`);
}
