import type { IncomingMessage } from "node:http";
import type { IsOwnHost } from "./host-rule";
import { invalid, type Refusal } from "./refusal";

const apiMethods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"];
const pageMethods = ["GET", "HEAD"];

/** What no page or route of ours should ever have to think about; null when the request may go on. */
export function checkRequest(
  request: IncomingMessage,
  isOwnHost: IsOwnHost,
  development: boolean,
): Refusal | null {
  return (
    checkHost(request, isOwnHost) ??
    checkTarget(request.url ?? "") ??
    checkQuery(request.url ?? "") ??
    checkMethod(request.method ?? "", pathOf(request.url ?? ""), development) ??
    checkAction(request)
  );
}

/** The path of a request target, without query. */
export function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "";
}

export function isApiPath(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}

function checkHost(request: IncomingMessage, isOwnHost: IsOwnHost): Refusal | null {
  const hosts = request.rawHeaders
    .filter((_, index) => index % 2 === 0)
    .filter((name) => /^host$/i.test(name));
  if (hosts.length <= 1 && isOwnHost(request.headers.host)) return null;
  return invalid(421, "Not our address", "This console does not answer to that host name; APP_URL names it.");
}

/** Only a plain path: no other origin, no spelling that one reader resolves and the next does not. */
function checkTarget(target: string): Refusal | null {
  const refusal = invalid(
    400,
    "The address is not valid",
    "The address has characters or segments that are not allowed.",
  );
  const path = pathOf(target);
  if (!/^\/(?!\/)[\x21-\x7e]*$/.test(target) || /[\\#]/.test(path)) return refusal;
  if (/%(?![0-9a-f]{2})|%(2f|5c|[01][0-9a-f]|7f)/i.test(path)) return refusal;
  try {
    const segments = decodeURIComponent(path).split("/");
    return segments.some((segment) => segment === "." || segment === "..") ? refusal : null;
  } catch {
    return refusal;
  }
}

/** Next takes these names for itself and drops them: whoever sends one would be answered as if it were not there (A46). */
function checkQuery(target: string): Refusal | null {
  const names = new URLSearchParams(target.slice(pathOf(target).length)).keys();
  if (![...names].some((name) => name === "__proto__" || /^nxt[A-Z]/.test(name))) return null;
  return invalid(400, "The address is not valid", "The query has a name that is not allowed.");
}

/** GET and HEAD change nothing, and everything else is the API's (Next's own development calls apart). */
function checkMethod(method: string, path: string, development: boolean): Refusal | null {
  const api = isApiPath(path) || (development && /^\/(__nextjs|_next\/)/.test(path));
  const allowed = api ? apiMethods : pageMethods;
  if (allowed.includes(method)) return null;
  return invalid(405, "Method not allowed", "This address does not take that method.", {
    allow: allowed.join(", "),
  });
}

/** There are no Server Actions in this code base (security.md S2.4). */
function checkAction(request: IncomingMessage): Refusal | null {
  if (request.headers["next-action"] === undefined) return null;
  return invalid(400, "The request is not valid", "This console has no server actions.");
}
