import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from "node:http";

export interface AnswerRules {
  headers: Readonly<Record<string, string>>;
  path: string;
  /** While the server stops, connections end with their answer. */
  isStopping(): boolean;
}

const neverSent = /^(access-control-.*|x-frame-options|x-powered-by|server)$/;

/**
 * Makes sure of the headers at the last moment before they leave: whatever Next, a route or a library has set, ours
 * hold (security.md S2.5), no CORS header passes (S2.3), and only hashed static files may be kept by a cache.
 */
export function guardResponse(response: ServerResponse, rules: AnswerRules): void {
  const writeHead = response.writeHead;
  response.writeHead = (status: number, ...rest: unknown[]) => {
    const message = typeof rest[0] === "string" ? rest[0] : undefined;
    takeOver(response, (message === undefined ? rest[0] : rest[1]) as HeadersOfWriteHead);
    applyRules(response, status, rules);
    return message === undefined
      ? writeHead.call(response, status)
      : writeHead.call(response, status, message as never);
  };
}

type HeadersOfWriteHead = OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined;

/** Headers handed to `writeHead` itself would bypass the rules: they become ordinary ones first. */
function takeOver(response: ServerResponse, headers: HeadersOfWriteHead): void {
  if (headers === undefined) return;
  const pairs: [string, OutgoingHttpHeader | undefined][] = Array.isArray(headers)
    ? Array.from({ length: headers.length / 2 }, (_, index) => [
        String(headers[index * 2]),
        headers[index * 2 + 1],
      ])
    : Object.entries(headers);
  for (const [name, value] of pairs) if (value !== undefined) response.setHeader(name, value);
}

function applyRules(response: ServerResponse, status: number, rules: AnswerRules): void {
  for (const name of response.getHeaderNames()) if (neverSent.test(name)) response.removeHeader(name);
  for (const [name, value] of Object.entries(rules.headers)) response.setHeader(name, value);
  if (!(rules.path.startsWith("/_next/static/") && status < 400)) {
    // `no-transform` keeps an event stream from being held back by compression, here and in proxies.
    const untouched = String(response.getHeader("cache-control") ?? "").includes("no-transform");
    response.setHeader("cache-control", untouched ? "no-store, no-transform" : "no-store");
  }
  if (rules.isStopping()) response.setHeader("connection", "close");
}
