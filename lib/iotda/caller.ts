import { AppError } from "@/lib/errors";
import { failureOf, isServed } from "./answer-failure";
import type { Authorise, Authority } from "./authority";
import { brokenCall } from "./broken-call";
import type { CallOptions } from "./call-options";
import type { Endpoint } from "./endpoint";
import { PlatformError } from "./errors";
import type { WireRequest } from "./exchange";
import { createHider } from "./hide-secrets";
import type { PlatformLog } from "./log";
import type { CallKind, RateBudget, Turn } from "./pacing";
import { callWithRetry, type RetryDeps } from "./retry";
import { encodeQuery, type QueryPairs } from "./sign/canonical-query";
import { encodePath } from "./sign/percent-encode";
import type { Answer, CallNeeds, Transport } from "./transport";

/** One operation of the platform; `path` is decoded and below the endpoint's base path. */
export interface PlatformCall<Result> {
  /** The sheet's name, for the log. */
  operation: string;
  kind: CallKind;
  method: WireRequest["method"];
  path: string;
  query: QueryPairs;
  headers: Readonly<Record<string, string>>;
  /** JSON, serialised once so that the bytes hashed are the bytes sent; a `Uint8Array` goes out as it is. */
  body?: object;
  /** Of a sign-in: what its body proves itself with. A refusal may quote it; what is accepted holds the next secret. */
  secrets?: readonly string[];
  needs?: CallNeeds;
  /** Turns an accepted answer into the result or throws `PlatformError`. */
  read(answer: Answer): Result;
}

export interface CallerParts {
  endpoint: Endpoint;
  transport: Transport;
  authority: Authority;
  budget: RateBudget;
  now: () => Date;
  retry: Pick<RetryDeps, "sleep" | "random">;
  log: PlatformLog;
  /** The host led to an address that may not be used. */
  onBlocked?: () => void;
}

export type Caller = <Result>(call: PlatformCall<Result>, options: CallOptions) => Promise<Result>;

/** Proof of who calls, budget, exchange and verdict for one call, repeated as `retry.ts` allows. */
export function createCaller(parts: CallerParts): Caller {
  const tryCall = createTry(parts);
  return async (call, options) => {
    const onThrottled = (error: PlatformError) =>
      parts.budget.slowDown(options.lane, call.kind, error.retryAfterSeconds ?? null);
    const attempt = () => tryCall(call, options);
    const done = await callWithRetry(call.kind, attempt, { ...parts.retry, onThrottled }, options.signal);
    options.onAnswer?.(done.fact);
    return done.result;
  };
}

/** The same without repeating: for calls that are part of another one's attempt. */
export function createSingleCaller(parts: CallerParts): Caller {
  const tryCall = createTry(parts);
  return async (call, options) => (await tryCall(call, options)).result;
}

function createTry(parts: CallerParts) {
  return async <Result>(call: PlatformCall<Result>, options: CallOptions) => {
    const body = bytesOf(call.body);
    const attempt = async (authorise: Authorise) => {
      const answer = await inTurn(parts.budget, call, options, () =>
        parts.transport.send(
          toWire(parts.endpoint, call, body, authorise),
          call.kind,
          options.signal,
          call.needs,
        ),
      );
      const failure = failureOf(createHider(call.secrets)(answer), parts.now(), call.operation);
      if (failure) throw failure;
      const result = call.read(answer);
      return {
        ...{ result, answeredAt: answer.date },
        fact: { status: answer.status, requestId: answer.requestId },
      };
    };
    try {
      return await parts.authority(attempt, options.signal);
    } catch (error) {
      logFailure(parts.log, call.operation, error);
      if (error instanceof PlatformError && error.reason === "blocked") parts.onBlocked?.();
      throw error;
    }
  };
}

function bytesOf(body: object | undefined): Uint8Array | null {
  if (body === undefined || body instanceof Uint8Array) return body ?? null;
  return Buffer.from(JSON.stringify(body), "utf8");
}

/** Sends when the budget allows it, and tells the budget how the platform took it. */
async function inTurn(
  budget: RateBudget,
  { kind }: Pick<PlatformCall<unknown>, "kind">,
  options: CallOptions,
  send: () => Promise<Answer>,
): Promise<Answer> {
  const turn = await takeTurn(budget, kind, options);
  let served = false;
  try {
    const answer = await send();
    served = isServed(answer);
    return answer;
  } finally {
    turn?.done(served);
  }
}

async function takeTurn(
  budget: RateBudget,
  kind: CallKind,
  { lane, signal }: CallOptions,
): Promise<Turn | undefined> {
  try {
    return await budget.take(lane, kind, signal);
  } catch (cause) {
    if (signal?.aborted && !(cause instanceof AppError))
      throw brokenCall("cancelled", { sent: false, cause });
    throw cause;
  }
}

function toWire(
  endpoint: Endpoint,
  call: PlatformCall<unknown>,
  body: Uint8Array | null,
  authorise: Authorise,
): WireRequest {
  const { method, query, headers } = call;
  const path = endpoint.basePath + call.path;
  const encodedQuery = encodeQuery(query);
  const place = encodedQuery === "" ? encodePath(path) : `${encodePath(path)}?${encodedQuery}`;
  const proof = authorise({ method, host: endpoint.host, path, query, headers, body });
  return { method, path: place, body, ...proof };
}

function logFailure(log: PlatformLog, operation: string, error: unknown): void {
  if (!(error instanceof PlatformError)) return;
  const { failure, sent, reason, upstream, retryAfterSeconds, message } = error;
  const fields = {
    call: operation,
    kind: failure,
    sent,
    reason,
    upstreamStatus: upstream.status,
    upstreamCode: upstream.errorCode,
    upstreamRequestId: upstream.requestId,
    ...(retryAfterSeconds === undefined ? {} : { delayMs: retryAfterSeconds * 1_000 }),
  };
  if (failure === "throttled") log.info(fields, message);
  else log.warn(fields, message);
}
