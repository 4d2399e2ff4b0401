import { isEmbedded } from "../api";
import { reportSessionEnd } from "../session-end";
import { createEventReader, type StreamEvent } from "./read-events";
import type { StreamEnd } from "./reconnect-policy";

export interface StreamListener {
  /** The server has answered with a stream. */
  onOpen: () => void;
  /** Anything came, be it a comment. */
  onSound: () => void;
  onEvent: (event: StreamEvent) => void;
}

/** Holds one stream until it ends or `signal` aborts it, and tells how it ended; never rejects. */
export async function connectStream(
  address: string,
  lastEventId: string | null,
  signal: AbortSignal,
  listener: StreamListener,
): Promise<StreamEnd> {
  const headers = new Headers({ accept: "text/event-stream" });
  if (isEmbedded()) headers.set("x-muster-context", "embed");
  if (lastEventId !== null) headers.set("last-event-id", lastEventId);
  try {
    const response = await fetch(address, { headers, signal, credentials: "same-origin", cache: "no-store" });
    const streams = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (!response.ok || !streams || !response.body) return refusal(response);
    listener.onOpen();
    await readBody(response.body, listener);
  } catch {
    // Cut, or aborted by us: either way it is over.
  }
  return { kind: "lost" };
}

function refusal(response: Response): StreamEnd {
  // The end of a session aborts what is under way, and this with it.
  response.body?.cancel().catch(() => undefined);
  if (response.status === 401) reportSessionEnd();
  const after = Number(response.headers.get("retry-after"));
  const retryAfterSeconds = Number.isFinite(after) && after > 0 ? after : null;
  return { kind: "refused", status: response.status, retryAfterSeconds };
}

async function readBody(body: ReadableStream<Uint8Array>, listener: StreamListener): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const feed = createEventReader(listener.onEvent);
  while (true) {
    const { done, value } = await reader.read();
    if (done) return;
    listener.onSound();
    feed(decoder.decode(value, { stream: true }));
  }
}
