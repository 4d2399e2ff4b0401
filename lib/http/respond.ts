import type { AnyAnswer, FileAnswer } from "./answers";
import { contentDisposition } from "./file-name";
import type { ProblemAnswer } from "./to-problem";

/** Nothing of the API may be kept by a cache, whatever stands between (security.md S2.5). */
function headersFor(requestId: string, contentType: string | null): Headers {
  const headers = new Headers({ "cache-control": "no-store", "x-request-id": requestId });
  if (contentType !== null) headers.set("content-type", `${contentType}; charset=utf-8`);
  return headers;
}

/** `answer.location` is below the API; the header is a path, so that it is right behind any proxy (S2.7). */
export function respondWithAnswer(answer: AnyAnswer, requestId: string): Response {
  if (answer.status === 204) return new Response(null, { status: 204, headers: headersFor(requestId, null) });
  if ("file" in answer) return respondWithFile(answer, requestId);
  const headers = headersFor(requestId, "application/json");
  if (answer.location !== undefined) headers.set("location", `/api/v1${answer.location}`);
  if (answer.retryAfterSeconds !== undefined) headers.set("retry-after", String(answer.retryAfterSeconds));
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers });
}

/** Saved, never shown: whatever is in it, it does not run as a page of ours (security.md S4.8). */
function respondWithFile({ file }: FileAnswer, requestId: string): Response {
  const headers = headersFor(requestId, null);
  headers.set("content-type", file.contentType);
  headers.set("content-disposition", contentDisposition(file.name));
  headers.set("content-length", String(file.content.byteLength));
  headers.set("x-content-type-options", "nosniff");
  return new Response(Buffer.from(file.content), { status: 200, headers });
}

export function respondWithProblem({ problem, headers: extra }: ProblemAnswer): Response {
  const headers = headersFor(problem.requestId, "application/problem+json");
  for (const [name, value] of Object.entries(extra)) headers.set(name, value);
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
