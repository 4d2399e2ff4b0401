import { AppError, type InvalidParam } from "@/lib/errors";
import { type AuditEntry, writeAudit } from "@/lib/store/audit-store";
import type { Database } from "@/lib/store/db";
import type { SignInLibrary } from "./better-auth";
import type { Caller } from "./caller";
import { readCookie, type SessionCookie } from "./session-cookie";
import type { SignInThrottle } from "./sign-in-throttle";

export interface AuthDeps {
  database: Database;
  library: SignInLibrary;
  throttle: SignInThrottle;
  cookie: SessionCookie;
  appOrigin: string;
  /** Null without a page session; throws `unauthenticated` when one is given that does not hold. */
  authenticate(headers: Headers): Promise<Caller | null>;
  now: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds that only go forward. */
  clock: () => number;
}

/** One call below `/api/auth`, its body parsed. */
export interface AuthCall<Body = unknown> {
  headers: Headers;
  body: Body;
  requestId: string;
  address: string | null;
  deps: AuthDeps;
}

/** What the library said; never handed on as it is, because it holds tokens. */
export interface LibraryAnswer {
  status: number;
  /** Its own error code. */
  code: string | null;
  json: Record<string, unknown>;
  setCookies: string[];
}

/** The cookie between password and second factor. */
export function challengeCookieName(cookie: SessionCookie): string {
  return `${cookie.name}.two_factor`;
}

/**
 * Asks the library with a request made by us: of the caller's headers it sees the named cookies and where they are.
 * Throws `unavailable` when it failed itself, so that a broken database is no wrong password.
 */
export async function askLibrary(
  call: AuthCall,
  path: string,
  body: object,
  cookieNames: string[] = [],
): Promise<LibraryAnswer> {
  const { deps } = call;
  const headers = new Headers({ origin: deps.appOrigin, "content-type": "application/json" });
  const cookies = cookieNames.flatMap((name) => {
    const value = readCookie(call.headers, name);
    return value === null ? [] : [`${name}=${value}`];
  });
  if (cookies.length > 0) headers.set("cookie", cookies.join("; "));
  if (call.address !== null) headers.set("x-muster-peer", call.address);
  headers.set("user-agent", (call.headers.get("user-agent") ?? "").slice(0, 300));
  const url = `${deps.appOrigin}/api/auth${path}`;
  const response = await deps.library.handler(
    new Request(url, { method: "POST", headers, body: JSON.stringify(body) }),
  );
  if (response.status >= 500) throw new AppError("unavailable", "Signing in does not work right now.");
  const json: unknown = await response.json().catch(() => null);
  const fields = isRecord(json) ? json : {};
  const code = typeof fields.code === "string" ? fields.code : null;
  return { status: response.status, code, json: fields, setCookies: response.headers.getSetCookie() };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An answer of ours with those of the library's cookies that are ours: session and challenge. */
export function answerWith(
  call: AuthCall,
  body: object,
  setCookies: string[],
  extra: Record<string, string> = {},
): Response {
  const headers = new Headers({
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-request-id": call.requestId,
    ...extra,
  });
  const { cookie } = call.deps;
  for (const line of setCookies) {
    const name = line.slice(0, line.indexOf("="));
    if (name === cookie.name || name === challengeCookieName(cookie)) headers.append("set-cookie", line);
  }
  return new Response(JSON.stringify(body), { status: 200, headers });
}

type AuthAct = Pick<AuditEntry, "action" | "result"> & Partial<Pick<AuditEntry, "reason" | "subject">>;

/** Who did it: a person when known, else nobody with the e-mail they typed. */
export async function recordAct(
  call: AuthCall,
  actor: { id: string; name: string } | { typed: string },
  act: AuthAct,
): Promise<void> {
  const known = "id" in actor;
  await writeAudit(call.deps.database.prisma, {
    actor: known
      ? { id: actor.id, name: actor.name, kind: "person" }
      : { id: "anonymous", name: actor.typed, kind: "anonymous" },
    surface: "page",
    address: call.address,
    requestId: call.requestId,
    ...act,
  });
}

/** The signed-in person, for acts on one's own account. */
export async function requirePerson(call: AuthCall): Promise<Caller & { email: string }> {
  const caller = await call.deps.authenticate(call.headers);
  if (caller === null || caller.kind !== "person" || caller.email === null) {
    throw new AppError("unauthenticated", "Sign in first.");
  }
  return { ...caller, email: caller.email };
}

export function refuseField(path: string, message: string): AppError {
  const invalidParams: InvalidParam[] = [{ path, message }];
  return new AppError("invalid_input", message, { invalidParams });
}
