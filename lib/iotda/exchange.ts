import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { factOf, headerText } from "./answer-headers";
import { type BodySink, openBodySink } from "./body-sink";
import { brokenCall, reasonOfError } from "./broken-call";
import type { BreakReason } from "./failure-class";
import { createHider } from "./hide-secrets";

/** One request as it goes on the wire: path and query encoded, `body` the bytes that were signed. */
export interface WireRequest {
  method: "GET" | "POST" | "DELETE";
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | null;
  /** What it proves its caller with: the answer is read without it, should it be quoted there. */
  secrets?: readonly string[];
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Decompressed. */
  bytes: Buffer;
}

export interface ExchangeLimits {
  /** From the call to the last byte of the answer. */
  totalMs: number;
  /** After decompression. */
  maxBytes: number;
}

/**
 * One request and its whole answer. The total deadline is ours, so a body that drips is cut; whatever ends the
 * call early closes its socket. Rejects with the `PlatformError` of `brokenCall`.
 */
export function exchange(
  dispatcher: Dispatcher,
  { secrets, ...request }: WireRequest,
  limits: ExchangeLimits,
  signal?: AbortSignal,
): Promise<RawAnswer> {
  const hide = createHider(secrets);
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let sink: BodySink | null = null;
    let answer: Omit<RawAnswer, "bytes"> | undefined;
    let settled = false;

    const settle = (): boolean => {
      if (settled) return false;
      settled = true;
      clearTimeout(deadline);
      signal?.removeEventListener("abort", cancel);
      return true;
    };
    const fail = (reason: BreakReason, cause?: unknown): void => {
      if (!settle()) return;
      const upstream = answer && factOf(answer);
      const error = brokenCall(reason, { sent: controller !== undefined, upstream, cause });
      sink?.destroy();
      controller?.abort(error);
      reject(error);
    };
    const cancel = (): void => fail("cancelled", signal?.reason);
    const deadline = setTimeout(() => fail("timed_out"), limits.totalMs);
    signal?.addEventListener("abort", cancel, { once: true });
    if (signal?.aborted) return cancel();

    dispatcher.dispatch(
      { ...request, body: request.body },
      {
        // Called right before the first byte is written: until here the platform provably knows nothing.
        onRequestStart(started) {
          if (settled) started.abort(new Error("given up before it was sent"));
          else controller = started;
        },
        onResponseStart(_controller, status, received) {
          if (status < 200) return;
          const headers = hide(received);
          answer = { status, headers };
          sink = openBodySink(headerText(headers, "content-encoding") ?? "", limits.maxBytes, {
            onComplete: (bytes) => settle() && resolve({ status, headers, bytes }),
            onTooLarge: () => fail("too_large"),
            onUndecodable: (error) => fail("unreadable", error),
          });
          if (sink === null) fail("unreadable");
          else if (Number(headers["content-length"]) > limits.maxBytes) fail("too_large");
        },
        onResponseData(flow, chunk) {
          if (settled || sink === null || sink.write(chunk)) return;
          flow.pause();
          sink.onDrain(() => flow.resume());
        },
        onResponseEnd() {
          sink?.end();
        },
        onResponseError(_controller, error) {
          const progress = { sent: controller !== undefined, answered: answer !== undefined };
          fail(reasonOfError(error, progress), error);
        },
      },
    );
  });
}
