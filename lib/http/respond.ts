import type { AnyAnswer } from "./answers";
import { streamEvents } from "./event-stream";
import { type Reply, replyWithAnswer, replyWithProblem } from "./reply";
import type { ProblemAnswer } from "./to-problem";

/** A reply as Next takes it. */
export function respond({ status, headers, body }: Reply, method = "GET"): Response {
  // Nobody reads the body of an answer to HEAD, so a stream would never end.
  if (typeof body === "function" && method === "HEAD") return new Response(null, { status, headers });
  const content = typeof body === "function" ? streamEvents(body) : body;
  return new Response(content instanceof Uint8Array ? Buffer.from(content) : content, { status, headers });
}

export function respondWithAnswer(answer: AnyAnswer, requestId: string): Response {
  return respond(replyWithAnswer(answer, requestId));
}

export function respondWithProblem(refused: ProblemAnswer): Response {
  return respond(replyWithProblem(refused));
}
