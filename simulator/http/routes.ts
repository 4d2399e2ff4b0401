import type { Answer } from "./answer";
import type { LoggedFile } from "./call-log";
import type { Query } from "./query";

/** What a platform handler gets; `body` parses the JSON body, `form` a multipart one; both refuse anything else. */
export type PlatformCall = {
  params: Record<string, string>;
  query: Query;
  body: () => unknown;
  form: () => Promise<FormData>;
  /** Tells the log which file came. */
  noteFile: (file: LoggedFile) => void;
};

export type Handler = (call: PlatformCall) => Answer | Promise<Answer>;
export type Route = { method: string; segments: string[]; handler: Handler };

/** `pattern` is a path below the base; `{name}` segments become params. */
export function route(method: string, pattern: string, handler: Handler): Route {
  return { method, segments: pattern.split("/").filter(Boolean), handler };
}

export function findRoute(
  routes: readonly Route[],
  method: string,
  segments: readonly string[],
): { handler: Handler; params: Record<string, string> } | undefined {
  for (const candidate of routes) {
    if (candidate.method !== method) continue;
    const params = matchSegments(candidate.segments, segments);
    if (params) return { handler: candidate.handler, params };
  }
  return undefined;
}

export function matchSegments(
  pattern: readonly string[],
  actual: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (const [k, segment] of pattern.entries()) {
    const value = actual[k] ?? "";
    if (value !== "" && segment.startsWith("{")) params[segment.slice(1, -1)] = value;
    else if (segment !== value) return undefined;
  }
  return params;
}
