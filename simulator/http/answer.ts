import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What a handler gives back; the body is ready-made JSON in pieces, so that large lists are never serialised twice. */
export type Answer = {
  status: number;
  headers?: Record<string, string>;
  body?: readonly (string | Uint8Array)[];
  /** Instead of a body: pieces made while they are sent, of a length nobody announces. */
  stream?: () => Iterable<Uint8Array>;
};

export function json(status: number, value: unknown, headers?: Record<string, string>): Answer {
  return { status, headers, body: [JSON.stringify(value)] };
}

/** The body as one piece. */
export function bodyOf({ body = [] }: Answer): Buffer {
  return Buffer.concat(body.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece)));
}

/** Status and headers without a length, for whoever sends the body. */
export function startAnswer(response: ServerResponse, answer: Answer): void {
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  const hasBody = answer.body !== undefined || answer.stream !== undefined;
  if (hasBody && !response.hasHeader("Content-Type")) response.setHeader("Content-Type", "application/json");
}

/** Sends an answer; with a stream it is done when the last piece is on its way or the client has gone. */
export async function sendAnswer(response: ServerResponse, answer: Answer): Promise<void> {
  startAnswer(response, answer);
  if (answer.stream) {
    // A client that has seen enough hangs up; that is no failure here.
    await pipeline(Readable.from(answer.stream()), response).catch(() => undefined);
    return;
  }
  const body = bodyOf(answer);
  if (answer.body) response.setHeader("Content-Length", body.length);
  response.end(body);
}
