import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, FaultList } from "../faults";
import { LIMITS } from "../limits";
import { sendAnswer } from "./answer";
import { answerCall, type Front } from "./answer-call";
import { faultAnswer } from "./apply-fault";
import { BODY_KEPT, type CallLog, type LoggedCall } from "./call-log";
import { Query } from "./query";
import { readBody } from "./read-body";
import type { AnsweredCall } from "./received-call";
import { decodeTarget } from "./request-target";

export type CallServer = Front & { faults: FaultList; calls: CallLog; idleLatencyMs: number };

/** Serves one call of the platform or of IAM, with the fault that is due for it. Real time only passes here. */
export async function serveCall(
  server: CallServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "GET", url: target = "/", headers } = request;
  const began = performance.now();
  const requestId = randomBytes(16).toString("hex");
  response.setHeader("X-Request-Id", requestId);
  response.setHeader("Date", new Date(server.clock.wallNow()).toUTCString());
  const logged = startLog(server, method, target, requestId);
  const log = (rest: Partial<LoggedCall>) => {
    server.calls.add({ ...logged, ...rest, durationMs: Math.round(performance.now() - began) });
  };

  const fault = server.faults.strike(method, target);
  if (fault) logged.fault = fault.kind;
  if (server.idleLatencyMs > 0) await sleep(server.idleLatencyMs);
  if (fault?.delayMs) await sleep(fault.delayMs);
  if (fault?.kind === "reset") {
    log({});
    request.socket.resetAndDestroy();
    return;
  }

  const body = await readBody(request, LIMITS.bodyBytes);
  logged.bodyBytes = body?.length ?? LIMITS.bodyBytes;
  // Only JSON: what a workbook holds is of no use in a log, and its device secrets have no business there.
  const isJson = /^application\/json\b/i.test(headers["content-type"] ?? "");
  const keeps = method !== "GET" && isJson && tellsNoSecret(logged.path) && logged.bodyBytes <= BODY_KEPT;
  if (keeps) logged.body = readable(body);
  if (fault?.kind === "hang") return log({});

  const instead = fault && faultAnswer(fault, requestId, logged.path);
  const answered: AnsweredCall = instead
    ? { answer: instead, signature: "none", errorCode: fault?.code }
    : await answerCall(server, { method, target, headers, body, requestId });
  const { answer, ...seen } = answered;
  if (loses(fault)) {
    log(seen);
    request.socket.destroy();
    return;
  }
  log({ status: answer.status, ...seen });
  sendAnswer(response, answer, fault?.kind === "truncate");
}

function startLog(server: CallServer, method: string, target: string, requestId: string): LoggedCall {
  const decoded = decodeTarget(target);
  return {
    at: new Date(server.clock.wallNow()).toISOString(),
    requestId,
    method,
    path: decoded?.path ?? target,
    query: new Query(decoded?.query ?? []).toObject(),
    status: 0,
    signature: "none",
    durationMs: 0,
    bodyBytes: 0,
  };
}

/** Sign-ins, of IAM and of the legacy API, carry passwords. */
function tellsNoSecret(path: string): boolean {
  return path.startsWith("/v5/") || path.startsWith("/iocm/app/batchtask/");
}

function loses(fault: Fault | undefined): boolean {
  return fault?.kind === "lose-answer";
}

function readable(body: Buffer | undefined): unknown {
  try {
    return body && body.length > 0 ? JSON.parse(body.toString("utf8")) : undefined;
  } catch {
    return body?.toString("utf8");
  }
}
