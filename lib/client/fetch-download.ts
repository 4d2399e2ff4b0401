import type { Endpoint } from "@/lib/contracts/endpoint";
import { addressOf, isEmbedded } from "./api";
import { ApiError } from "./api-error";
import { createRowCounter } from "./count-rows";
import { problemOf } from "./read-problem";
import { reportSessionEnd } from "./session-end";

export interface DownloadProgress {
  bytes: number;
  /** Rows that have come; null where the file does not tell. */
  rows: number | null;
  /** Rows there will be; null when the server did not say. */
  total: number | null;
}

interface DownloadInput {
  params: object;
  query: object;
  onProgress?: (progress: DownloadProgress) => void;
  signal?: AbortSignal;
}

export interface Downloaded {
  /** As the server named it. */
  name: string;
  content: Blob;
}

/** Bytes of which one piece of the file is made: the browser can keep those outside of the page's memory. */
const pieceBytes = 4 * 1024 * 1024;

/**
 * Fetches a file that an endpoint answers with, telling how far it has come. By `fetch`, since a link could neither say
 * in a frame whose session counts, nor what went wrong. Throws `ApiError`; `network` as well for one that was cut off.
 */
export async function fetchDownload(
  endpoint: Pick<Endpoint, "path">,
  { params, query, onProgress, signal }: DownloadInput,
): Promise<Downloaded> {
  const headers = new Headers({ accept: "*/*" });
  if (isEmbedded()) headers.set("x-muster-context", "embed");
  const address = addressOf(endpoint, params, query);
  const response = await settle(
    fetch(address, { headers, signal, credentials: "same-origin", cache: "no-store" }),
    signal,
  );
  if (!response.ok) {
    const error = await problemOf(response);
    if (error.code === "unauthenticated") reportSessionEnd();
    throw error;
  }
  const content = await settle(readBody(response, onProgress), signal);
  return { name: nameOf(response.headers.get("content-disposition")), content };
}

async function settle<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return work.catch((error: unknown) => {
    throw signal?.aborted ? error : new ApiError("network", null, null);
  });
}

async function readBody(response: Response, onProgress: DownloadInput["onProgress"]): Promise<Blob> {
  const { headers, body } = response;
  const type = headers.get("content-type") ?? "";
  const told = headers.get("x-total-rows");
  const total = told === null ? null : Number(told);
  const rows = type.startsWith("text/csv") ? createRowCounter() : null;
  const pieces: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let [bytes, packed] = [0, 0];
  const reader = body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) break;
    waiting.push(value as Uint8Array<ArrayBuffer>);
    bytes += value.length;
    rows?.take(value);
    if (bytes - packed >= pieceBytes) {
      pieces.push(new Blob(waiting));
      waiting = [];
      packed = bytes;
    }
    onProgress?.({ bytes, rows: rows?.count() ?? null, total });
  }
  return new Blob([...pieces, ...waiting], { type });
}

/** The extended form of RFC 6266, which our server always sends. */
function nameOf(disposition: string | null): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "") ?? [];
  return encoded === undefined ? "export" : decodeURIComponent(encoded);
}

/** Hands a file to the browser, as if a link to it had been pressed. */
export function saveFile({ name, content }: Downloaded): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click; a minute is enough to have begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
