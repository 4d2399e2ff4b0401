import type { ServerResponse } from "node:http";

/** What a handler gives back; the body is ready-made JSON in pieces, so that large lists are never serialised twice. */
export type Answer = {
  status: number;
  headers?: Record<string, string>;
  body?: readonly (string | Uint8Array)[];
};

export function json(status: number, value: unknown, headers?: Record<string, string>): Answer {
  return { status, headers, body: [JSON.stringify(value)] };
}

/** Sends an answer; with `cut` only the first half of its body, and then the connection breaks. */
export function sendAnswer(response: ServerResponse, answer: Answer, cut = false): void {
  const body = Buffer.concat(
    (answer.body ?? []).map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece)),
  );
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.body) {
    if (!response.hasHeader("Content-Type")) response.setHeader("Content-Type", "application/json");
    response.setHeader("Content-Length", body.length);
  }
  if (cut) response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  else response.end(body);
}
