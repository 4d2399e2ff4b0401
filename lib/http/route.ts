import { checkSameOrigin } from "@/lib/auth/same-origin";
import type { Endpoint } from "@/lib/contracts/endpoint";
import type { Permission } from "@/lib/contracts/permission";
import { AppError } from "@/lib/errors";
import type { AnswerOf, AnyAnswer, DownloadAnswer } from "./answers";
import { checkAnswer } from "./check-answer";
import { makeInputReader, type RawParams, type RouteInput } from "./parse-input";
import { type Reply, replyWithAnswer, replyWithProblem } from "./reply";
import { type Asked, hasBearer, type RequestFacts, readRequestFacts } from "./request-facts";
import { respond } from "./respond";
import { toProblem } from "./to-problem";

export interface RouteLog {
  info(fields: RequestLine, message: string): void;
  error(fields: RequestLine, message: string): void;
}

interface RequestLine {
  requestId: string;
  endpoint: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  peer: string | null;
  personId: string | null;
  code?: string;
  error?: unknown;
}

/** What routes need of the house; the composition root gives it. */
export interface RouteDeps<Caller extends { id: string }, Context> {
  /** Null when nobody is named; throws `unauthenticated` for an identity that is present but does not hold (S1.1). */
  authenticate(facts: RequestFacts & { headers: Headers }): Promise<Caller | null>;
  /** Throws `forbidden` or `not_found`; `connection` is null for what belongs to no single one. */
  checkAccess(caller: Caller, permission: Permission, connection: string | null): void | Promise<void>;
  /** For endpoints with `stepUp`; throws `forbidden` with the proof that is missing. */
  checkProof(caller: Caller): void;
  /** `caller` is null for public endpoints only. */
  makeContext(facts: RequestFacts & { caller: Caller | null }): Context | Promise<Context>;
  /** The origin of `APP_URL`. */
  appOrigin: string;
  log: RouteLog;
  /** Milliseconds that only go forward. */
  clock(): number;
}

export type Handler<E extends Endpoint, Context> = (call: {
  ctx: Context;
  input: RouteInput<E>;
}) => Promise<AnswerOf<E>>;

/** An export of a `route.ts`, as Next calls it. */
export interface Route {
  (request: Request, context: { params: Promise<RawParams | undefined> }): Promise<Response>;
  /** The same for our own server, which needs no `Response` to carry it. Never throws. */
  reply(request: Asked, params: RawParams): Promise<Reply>;
}

const unsafeMethods = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Makes `route(endpoint, handler)`, the only way to a `route.ts` export: identity, same origin, permission, parsing,
 * the check of what goes out, problems and one log line happen here and nowhere else.
 */
export function createRoute<Caller extends { id: string }, Context>(deps: RouteDeps<Caller, Context>) {
  return function route<E extends Endpoint>(endpoint: E, handler: Handler<E, Context>): Route {
    const reader = makeInputReader(endpoint);

    async function answer(call: Call<Caller>): Promise<AnyAnswer> {
      call.caller = await identify(deps, endpoint, call);
      const params = reader.params(call.params);
      await permit(deps, endpoint, call.caller, params);
      const input = { params, ...(await reader.rest(call.request)) };
      const ctx = await deps.makeContext({ ...call.facts, caller: call.caller });
      return checkAnswer(endpoint, await handler({ ctx, input }));
    }

    async function reply(request: Asked, params: RawParams): Promise<Reply> {
      const started = deps.clock();
      const facts = readRequestFacts(request.headers);
      const call: Call<Caller> = { request, facts, params, caller: null };
      const line = (status: number): RequestLine => ({
        requestId: facts.requestId,
        endpoint: endpoint.id,
        method: request.method,
        path: new URL(request.url).pathname,
        status,
        durationMs: Math.round(deps.clock() - started),
        peer: facts.address,
        personId: call.caller?.id ?? null,
      });
      try {
        const found = await answer(call);
        if (request.method === "HEAD" && "download" in found) giveUp(found);
        const given = replyWithAnswer(found, facts.requestId);
        deps.log.info(line(given.status), "request");
        return given;
      } catch (error) {
        const refused = toProblem(error, facts.requestId);
        const { status, code } = refused.problem;
        if (status >= 500) deps.log.error({ ...line(status), code, error }, "request failed");
        else deps.log.info({ ...line(status), code }, "request refused");
        return replyWithProblem(refused);
      }
    }

    return Object.assign(
      // Next resolves the parameters to undefined where the path has none.
      async (request: Request, context: { params: Promise<RawParams | undefined> }) =>
        respond(await reply(request, (await context.params) ?? {}), request.method),
      { reply },
    );
  };
}

/** Nobody will read it: what it holds is given back at once. */
function giveUp({ download }: DownloadAnswer): void {
  download.open({ write: () => false, end: () => undefined, cut: () => undefined }).closed();
}

interface Call<Caller> {
  request: Asked;
  facts: RequestFacts;
  params: RawParams;
  caller: Caller | null;
}

/** The origin is checked before the session is looked at, so that a foreign page cannot even keep one alive. */
async function identify<Caller extends { id: string }, Context>(
  deps: RouteDeps<Caller, Context>,
  endpoint: Endpoint,
  { request, facts }: Call<Caller>,
): Promise<Caller | null> {
  const { headers } = request;
  const byBrowser = headers.has("cookie") || endpoint.access === "public";
  if (unsafeMethods.has(request.method) && byBrowser && !hasBearer(headers)) {
    checkSameOrigin({ headers, appOrigin: deps.appOrigin });
  }
  if (endpoint.access === "public") return null;
  const caller = await deps.authenticate({ ...facts, headers });
  if (caller === null) throw new AppError("unauthenticated", "Sign in or send a token.");
  return caller;
}

async function permit<Caller extends { id: string }, Context>(
  deps: RouteDeps<Caller, Context>,
  { access, stepUp }: Endpoint,
  caller: Caller | null,
  params: unknown,
): Promise<void> {
  if (caller === null || access === "public") return;
  if (access !== "signed_in") {
    const { connection } = params as { connection?: unknown };
    await deps.checkAccess(caller, access, typeof connection === "string" ? connection : null);
  }
  if (stepUp) deps.checkProof(caller);
}
