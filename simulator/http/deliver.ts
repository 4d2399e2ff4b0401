import type { ServerResponse } from "node:http";
import type { Fault } from "../faults/fault";
import { type Answer, bodyOf, sendAnswer, startAnswer } from "./answer";

const DRIP_EVERY_MS = 1_000;

/** Sends an answer the way the fault of its call wants it on the wire. */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  fault: Fault | undefined,
): Promise<void> {
  if (fault?.kind === "drip") drip(response, answer, fault.everyMs ?? DRIP_EVERY_MS);
  else if (fault?.kind === "truncate" && fault.contentLength === false) endEarly(response, answer);
  else if (fault?.kind === "truncate") breakOff(response, answer);
  else await sendAnswer(response, answer);
}

/** The length of the whole, half of the bytes, and then the connection breaks. */
function breakOff(response: ServerResponse, answer: Answer): void {
  const body = bodyOf(answer);
  startAnswer(response, answer);
  response.setHeader("Content-Length", body.length);
  response.write(body.subarray(0, body.length >> 1), () => response.destroy());
}

/** No length: the end of the connection is the end of the body, as a broken proxy makes it. */
function endEarly(response: ServerResponse, answer: Answer): void {
  const body = bodyOf(answer);
  startAnswer(response, answer);
  response.useChunkedEncodingByDefault = false;
  response.shouldKeepAlive = false;
  response.write(body.subarray(0, body.length >> 1));
  response.end();
}

/** Headers at once, then one byte at a time until the end or until the client gives up. */
function drip(response: ServerResponse, answer: Answer, everyMs: number): void {
  const body = bodyOf(answer);
  startAnswer(response, answer);
  response.setHeader("Content-Length", body.length);
  response.flushHeaders();
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < body.length) response.write(body.subarray(sent, ++sent));
    else response.end();
  }, everyMs);
  response.once("close", () => clearInterval(timer));
}
