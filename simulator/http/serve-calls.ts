import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { changeAnswer } from "../faults/change-answer";
import type { FaultList, Strike } from "../faults/fault-list";
import { LIMITS } from "../limits";
import type { Modes } from "../modes";
import { answerCall, type Front } from "./answer-call";
import { faultAnswer } from "./apply-fault";
import { BODY_KEPT, type CallLog, type LoggedCall } from "./call-log";
import { deliver } from "./deliver";
import { Query } from "./query";
import { readBody } from "./read-body";
import type { AnsweredCall, ReceivedCall } from "./received-call";
import { decodeTarget } from "./request-target";

export type CallServer = Front & {
  faults: FaultList;
  modes: Modes;
  calls: CallLog;
  idleLatencyMs: number;
};

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
  response.setHeader("Date", new Date(server.clock.shownNow()).toUTCString());
  const logged = startLog(server, method, target, requestId);
  const log = (rest: Partial<LoggedCall>) => {
    server.calls.add({ ...logged, ...rest, durationMs: Math.round(performance.now() - began) });
  };

  const strike = server.faults.strike(method, target, server.clock.wallNow());
  const { fault, rewrites } = strike;
  logged.fault = (fault ?? rewrites[0])?.kind;
  if (server.idleLatencyMs > 0) await sleep(server.idleLatencyMs);
  const delayMs = Math.max(...[fault, ...rewrites].map((each) => each?.delayMs ?? 0));
  if (delayMs > 0) await sleep(delayMs);
  if (fault?.kind === "reset") {
    log({});
    breakOff(request.socket);
    return;
  }

  const body = await readBody(request, LIMITS.bodyBytes);
  logged.bodyBytes = body?.length ?? LIMITS.bodyBytes;
  // Only JSON: what a workbook holds is of no use in a log, and its device secrets have no business there.
  const isJson = /^application\/json\b/i.test(headers["content-type"] ?? "");
  const keeps = method !== "GET" && isJson && tellsNoSecret(logged.path) && logged.bodyBytes <= BODY_KEPT;
  if (keeps) logged.body = readable(body);
  if (fault?.kind === "hang") return log({});

  const call = { method, target, headers, body, requestId };
  const { answer, ...seen } = await answerStruck(server, call, logged.path, strike);
  if (fault?.kind === "lose-answer") {
    log(seen);
    request.socket.destroy();
    return;
  }
  log({ status: answer.status, ...seen });
  await deliver(response, answer, fault);
}

/** The answer of a fault that stands in for the platform, else the platform's own as the faults leave it. */
async function answerStruck(
  server: CallServer,
  call: ReceivedCall,
  path: string,
  strike: Strike,
): Promise<AnsweredCall> {
  const struck = { requestId: call.requestId, path, strict: server.modes.isStrict("throttle") };
  const instead = strike.fault && faultAnswer(strike.fault, struck);
  if (instead) return { ...instead, signature: "none" };
  const answered = await answerCall(server, call);
  return { ...answered, answer: changeAnswer(strike, call.target, answered.answer) };
}

/** A reset where the system can do one; under TLS the connection just ends. */
function breakOff(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
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

function readable(body: Buffer | undefined): unknown {
  try {
    return body && body.length > 0 ? JSON.parse(body.toString("utf8")) : undefined;
  } catch {
    return body?.toString("utf8");
  }
}
