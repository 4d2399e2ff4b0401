import { AppError } from "@/lib/errors";
import { failureOf, isServed } from "./answer-failure";
import { brokenCall } from "./broken-call";
import type { CallOptions } from "./call-options";
import type { Endpoint } from "./endpoint";
import { PlatformError } from "./errors";
import type { WireRequest } from "./exchange";
import type { PlatformLog } from "./log";
import type { CallKind, RateBudget, Turn } from "./pacing";
import { callWithRetry, type RetryDeps } from "./retry";
import { encodeQuery, type QueryPairs } from "./sign/canonical-query";
import type { SignableRequest } from "./sign/canonical-request";
import { encodePath } from "./sign/percent-encode";
import { correctingClock, type SigningClock } from "./signing-clock";
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
  needs?: CallNeeds;
  /** Turns an accepted answer into the result or throws `PlatformError`. */
  read(answer: Answer): Result;
}

export interface CallerParts {
  endpoint: Endpoint;
  transport: Transport;
  sign(request: SignableRequest, time: Date): Readonly<Record<string, string>>;
  clock: SigningClock;
  budget: RateBudget;
  now: () => Date;
  retry: Pick<RetryDeps, "sleep" | "random">;
  log: PlatformLog;
}

export type Caller = <Result>(call: PlatformCall<Result>, options: CallOptions) => Promise<Result>;

/** Budget, signature, exchange and verdict for one call, repeated as `retry.ts` allows. */
export function createCaller(parts: CallerParts): Caller {
  return async (call, options) => {
    const body = bytesOf(call.body);
    const attempt = async () => {
      const answer = await inTurn(parts.budget, call, options, () =>
        parts.transport.send(sign(parts, call, body), call.kind, options.signal, call.needs),
      );
      const failure = failureOf(answer, parts.now(), call.operation);
      if (failure) throw failure;
      const result = call.read(answer);
      return { result, fact: { status: answer.status, requestId: answer.requestId } };
    };
    const logged = async () => {
      try {
        return await correctingClock(parts.clock, attempt, (offsetMs) => logOffset(parts.log, offsetMs));
      } catch (error) {
        logFailure(parts.log, call.operation, error);
        throw error;
      }
    };
    const onThrottled = (error: PlatformError) =>
      parts.budget.slowDown(options.lane, call.kind, error.retryAfterSeconds ?? null);
    const done = await callWithRetry(call.kind, logged, { ...parts.retry, onThrottled }, options.signal);
    options.onAnswer?.(done.fact);
    return done.result;
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
    if (signal?.aborted && !(cause instanceof AppError)) throw brokenCall("cancelled", { sent: false, cause });
    throw cause;
  }
}

function sign(parts: CallerParts, call: PlatformCall<unknown>, body: Uint8Array | null): WireRequest {
  const path = parts.endpoint.basePath + call.path;
  const query = encodeQuery(call.query);
  const headers = parts.sign(
    { method: call.method, host: parts.endpoint.host, path, query: call.query, headers: call.headers, body },
    parts.clock.now(),
  );
  return {
    method: call.method,
    path: query === "" ? encodePath(path) : `${encodePath(path)}?${query}`,
    headers,
    body,
  };
}

function logOffset(log: PlatformLog, offsetMs: number): void {
  const fields = { offsetSeconds: Math.round(offsetMs / 1000) };
  log.warn(fields, "The clock of this machine differs from the platform's; signatures use the platform's.");
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
