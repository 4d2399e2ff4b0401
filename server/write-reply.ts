import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { OpenEvents } from "@/lib/http/answers";
import type { Reply } from "@/lib/http/reply";

/** Bytes below which an answer is sent as it is. */
const compressFrom = 1_024;
const compress = promisify(gzip);

/** Writes a route's reply as it is, JSON compressed for those who take it. Resolves when the answer is handed over. */
export async function writeReply(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Reply,
): Promise<void> {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (typeof body === "function") {
    writeEvents(request, response, body);
    return;
  }
  if (body === null) {
    response.end();
    return;
  }
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const sent = typeof body === "string" ? await compressFor(request, response, bytes) : bytes;
  response.setHeader("content-length", sent.byteLength);
  response.end(sent);
}

/** For as long as the client stays; a HEAD learns only that there is a stream. */
function writeEvents(request: IncomingMessage, response: ServerResponse, open: OpenEvents): void {
  if (request.method === "HEAD" || response.destroyed) {
    response.end();
    return;
  }
  response.flushHeaders();
  const writer = open({
    write: (bytes) => response.write(bytes),
    end: () => response.end(),
    cut: () => response.destroy(),
  });
  response.on("drain", () => writer.drained());
  response.on("close", () => writer.closed());
}

async function compressFor(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  response.setHeader("vary", "accept-encoding");
  const taken = request.headers["accept-encoding"];
  if (
    bytes.byteLength < compressFrom ||
    typeof taken !== "string" ||
    !/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(taken)
  )
    return bytes;
  response.setHeader("content-encoding", "gzip");
  return compress(bytes, { level: constants.Z_BEST_SPEED });
}
