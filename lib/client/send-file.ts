import type * as z from "zod";
import type { Answers, Endpoint } from "@/lib/contracts/endpoint";
import { addressOf, isEmbedded } from "./api";
import { ApiError } from "./api-error";
import { problemOf } from "./read-problem";
import { reportSessionEnd } from "./session-end";

interface SendFileInput {
  params: object;
  query: object;
  file: File;
  /** Bytes that have left; not all of them have arrived. */
  onProgress?: (sent: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Sends one file to an endpoint that takes one, and returns its answer as `call` does. Not by `fetch`, which does not
 * tell how far an upload has come.
 */
export async function sendFile<Schema extends z.ZodType>(
  endpoint: Pick<Endpoint, "method" | "path"> & { answers: Answers },
  schema: Schema,
  input: SendFileInput,
): Promise<z.output<Schema>> {
  const response = await upload(endpoint, input);
  if (!response.ok) {
    const error = await problemOf(response);
    if (error.code === "unauthenticated") reportSessionEnd();
    throw error;
  }
  const parsed = schema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new ApiError("bad_answer", response.status, null);
  return parsed.data;
}

function upload(endpoint: Pick<Endpoint, "method" | "path">, input: SendFileInput): Promise<Response> {
  const { params, query, file, onProgress, signal } = input;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name);
    request.open(endpoint.method, addressOf(endpoint, params, query));
    request.setRequestHeader("accept", "application/json, application/problem+json");
    if (isEmbedded()) request.setRequestHeader("x-muster-context", "embed");
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(loaded, total);
    request.onload = () => {
      const retryAfter = request.getResponseHeader("retry-after");
      const headers = new Headers(retryAfter === null ? {} : { "retry-after": retryAfter });
      const empty = request.status === 204;
      resolve(new Response(empty ? null : request.responseText, { status: request.status, headers }));
    };
    request.onerror = () => reject(new ApiError("network", null, null));
    request.onabort = () => reject(ended());
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    // An upload nobody wants any more by now would not hear that it was ended.
    if (signal?.aborted) reject(ended());
    else request.send(body);
  });
}

function ended(): DOMException {
  return new DOMException("The upload was ended.", "AbortError");
}
