import type { IncomingHttpHeaders } from "node:http";
import { Pool } from "undici";
import { factOf, headerText } from "./answer-headers";
import { acceptedEncodings } from "./body-sink";
import { brokenCall } from "./broken-call";
import { type ConnectorOptions, createConnector } from "./connector";
import type { Endpoint, EndpointTrust } from "./endpoint";
import { type ExchangeLimits, exchange, type RawAnswer, type WireRequest } from "./exchange";
import { parseHidden } from "./hide-secrets";
import type { CallKind } from "./pacing";
import { parseHttpDate } from "./retry-after";

export interface TransportLimits extends ExchangeLimits {
  connectMs: number;
  /** From the last byte sent to the first of the answer. */
  headersMs: number;
}

/** security.md S4.2. */
export const defaultLimits: TransportLimits = {
  connectMs: 5_000,
  headersMs: 15_000,
  totalMs: 30_000,
  maxBytes: 20 * 1024 * 1024,
};

/** What a call needs beyond the usual limits and JSON. */
export interface CallNeeds extends Partial<ExchangeLimits> {
  /** An accepted answer is no JSON but bytes to pass on; a refusal is JSON all the same. */
  answer?: "bytes";
}

/** An IAM token in a header of its own can exceed 4 KB (sheet §3.1). */
const maxHeaderBytes = 64 * 1024;

/** Any answer with a status line, good or bad. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Parsed JSON, or a `Uint8Array` where bytes were asked for; undefined without a body or for a failure not in JSON. */
  body: unknown;
  requestId: string | null;
  /** The platform's clock. */
  date: Date | null;
}

export interface Transport {
  /** Rejects with `PlatformError` when no usable answer comes; a redirect is an answer like any other, never followed. */
  send(request: WireRequest, kind: CallKind, signal?: AbortSignal, needs?: CallNeeds): Promise<Answer>;
  /** Ends calls in flight. */
  close(): Promise<void>;
}

/** The one HTTP client for a connection (security.md S4.1, S4.2). */
export function createTransport(
  endpoint: Endpoint,
  trust: EndpointTrust,
  limits: TransportLimits = defaultLimits,
  options: ConnectorOptions = {},
): Transport {
  const shared = {
    connect: createConnector(trust, limits.connectMs, options),
    headersTimeout: limits.headersMs,
    bodyTimeout: 0,
    maxHeaderSize: maxHeaderBytes,
  };
  // A write gets a fresh socket: on a kept one that has just been closed nobody could tell whether it went through.
  const pools = {
    read: new Pool(endpoint.origin, { ...shared, keepAliveTimeout: 15_000 }),
    write: new Pool(endpoint.origin, { ...shared, pipelining: 0 }),
  };
  return {
    async send(request, kind, signal, needs = {}) {
      const headers = {
        ...request.headers,
        accept: needs.answer === "bytes" ? "*/*" : "application/json",
        "accept-encoding": acceptedEncodings,
        "user-agent": "muster",
      };
      const pool = kind === "write" ? pools.write : pools.read;
      const raw = await exchange(pool, { ...request, headers }, { ...limits, ...needs }, signal);
      return readAnswer(raw, needs, request.secrets);
    },
    async close() {
      await Promise.all([pools.read.destroy(), pools.write.destroy()]);
    },
  };
}

const jsonType = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

function readAnswer(
  { status, headers, bytes }: RawAnswer,
  needs: CallNeeds,
  secrets: WireRequest["secrets"],
): Answer {
  return {
    status,
    headers,
    body: readBody({ status, headers, bytes }, needs, secrets),
    requestId: headerText(headers, "x-request-id"),
    date: parseHttpDate(headerText(headers, "date")),
  };
}

/** A gateway's error page says enough by its status; a success that is not JSON says nothing at all. */
function readBody(
  { status, headers, bytes }: RawAnswer,
  needs: CallNeeds,
  secrets: WireRequest["secrets"],
): unknown {
  if (bytes.length === 0) return undefined;
  const broken = (reason: "not_json" | "unreadable"): undefined => {
    if (status < 300) throw brokenCall(reason, { sent: true, upstream: factOf({ status, headers }) });
    return undefined;
  };
  if (!jsonType.test(headerText(headers, "content-type") ?? "")) {
    return needs.answer === "bytes" && status < 300 ? bytes : broken("not_json");
  }
  try {
    return parseHidden(new TextDecoder().decode(bytes), secrets);
  } catch {
    // The parser's own error quotes the text, and with it whatever secret stands there.
    return broken("unreadable");
  }
}
