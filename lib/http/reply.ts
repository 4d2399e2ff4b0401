import { rowsHeader } from "@/lib/contracts/exports";
import type { AnyAnswer, DownloadAnswer, EventsAnswer, FileAnswer, OpenEvents } from "./answers";
import { contentDisposition } from "./file-name";
import type { ProblemAnswer } from "./to-problem";

/** What leaves the house, whoever carries it: Next as a `Response`, or our own server (server/hot-path.ts). */
export interface Reply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string | Uint8Array | OpenEvents | null;
}

/** Nothing of the API may be kept by a cache, whatever stands between (security.md S2.5). */
function headersFor(requestId: string, contentType: string | null): Record<string, string> {
  const headers = { "cache-control": "no-store", "x-request-id": requestId };
  return contentType === null ? headers : { ...headers, "content-type": `${contentType}; charset=utf-8` };
}

/** `answer.location` is below the API; the header is a path, so that it is right behind any proxy (S2.7). */
export function replyWithAnswer(answer: AnyAnswer, requestId: string): Reply {
  if (answer.status === 204) return { status: 204, headers: headersFor(requestId, null), body: null };
  if ("file" in answer) return replyWithFile(answer, requestId);
  if ("download" in answer) return replyWithDownload(answer, requestId);
  if ("events" in answer) return replyWithEvents(answer, requestId);
  const headers = headersFor(requestId, "application/json");
  if (answer.location !== undefined) headers.location = `/api/v1${answer.location}`;
  if (answer.retryAfterSeconds !== undefined) headers["retry-after"] = String(answer.retryAfterSeconds);
  return { status: answer.status, headers, body: JSON.stringify(answer.body) };
}

function replyWithFile({ file }: FileAnswer, requestId: string): Reply {
  const headers = {
    ...savedHeaders(file, requestId),
    "content-length": String(file.content.byteLength),
  };
  return { status: 200, headers, body: file.content };
}

/** Of unknown length; `no-transform` and `x-accel-buffering` keep proxies from holding it back. */
function replyWithDownload({ download }: DownloadAnswer, requestId: string): Reply {
  const headers = {
    ...savedHeaders(download, requestId),
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
    [rowsHeader]: String(download.rows),
  };
  return { status: 200, headers, body: download.open };
}

/** Saved, never shown: whatever is in it, it does not run as a page of ours (security.md S4.8). */
function savedHeaders(file: { name: string; contentType: string }, requestId: string) {
  return {
    ...headersFor(requestId, null),
    "content-type": file.contentType,
    "content-disposition": contentDisposition(file.name),
    "x-content-type-options": "nosniff",
  };
}

/** `no-transform` and `x-accel-buffering` keep compression and proxies from holding events back. */
function replyWithEvents({ events }: EventsAnswer, requestId: string): Reply {
  const headers = {
    ...headersFor(requestId, "text/event-stream"),
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  };
  return { status: 200, headers, body: events };
}

export function replyWithProblem({ problem, headers }: ProblemAnswer): Reply {
  return {
    status: problem.status,
    headers: { ...headersFor(problem.requestId, "application/problem+json"), ...headers },
    body: JSON.stringify(problem),
  };
}
