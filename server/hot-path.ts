import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Endpoint } from "@/lib/contracts/endpoint";
import type { Route } from "@/lib/http/route";
import { pathOf } from "./check-request";
import { writeReply } from "./write-reply";

/** A read with the `GET` of its `route.ts`. */
export interface HotRead {
  endpoint: Endpoint;
  GET: Pick<Route, "reply">;
}

/** Answers the request, unless it is none of the reads: then nothing has happened to it. */
export type HotPath = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Answers reads by their own routes without Next, whose way to a route handler costs more than everything the route
 * does (docs/performance.md). An address that is spelled in any other way than the plain one is left to Next.
 */
export function createHotPath(reads: readonly HotRead[]): HotPath {
  const known = reads.map(({ endpoint, GET }) => ({ pattern: toPattern(endpoint), GET }));
  return async (request, response) => {
    const { method = "", url = "" } = request;
    if ((method !== "GET" && method !== "HEAD") || hasBody(request.headers)) return false;
    const path = pathOf(url);
    for (const { pattern, GET } of known) {
      const found = pattern.exec(path);
      if (found === null) continue;
      const asked = {
        method,
        url: `http://localhost${url}`,
        headers: toHeaders(request.headers),
        body: null,
      };
      await writeReply(request, response, await GET.reply(asked, { ...found.groups }));
      return true;
    }
    return false;
  };
}

/** `/connections/{connection}/tasks` → `^/api/v1/connections/(?<connection>[\w.~-]+)/tasks$`. */
function toPattern({ path }: Endpoint): RegExp {
  const segments = path.split("/").map((segment) => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    return name === undefined ? segment.replaceAll(".", "\\.") : `(?<${name}>[\\w.~-]+)`;
  });
  return new RegExp(`^/api/v1${segments.join("/")}$`);
}

function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) !== 0;
}

function toHeaders(headers: IncomingHttpHeaders): Headers {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const single of Array.isArray(value) ? value : [value ?? ""]) given.append(name, single);
  }
  return given;
}
