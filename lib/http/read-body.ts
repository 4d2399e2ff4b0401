import { invalidInput } from "./invalid-input";
import { requirePlainJson } from "./plain-json";

/** Bytes; enough for 30,000 ids of full length. */
export const defaultBodyLimit = 4 * 1024 * 1024;

/** The body as JSON. Throws 415 for another type, 413 over `limit` bytes (counted, not believed), 400 for broken JSON. */
export async function readJsonBody(request: Request, limit = defaultBodyLimit): Promise<unknown> {
  requireJsonType(request.headers);
  const bytes = await readBytes(request, limit);
  const value = parseJson(bytes);
  requirePlainJson(value);
  return value;
}

/** For endpoints without a body. */
export async function requireNoBody(request: Request): Promise<void> {
  if (request.body === null) return;
  const bytes = await readBytes(request, defaultBodyLimit);
  if (bytes.byteLength > 0) throw invalidInput("This call takes no body.");
}

function requireJsonType(headers: Headers): void {
  const type = headers.get("content-type") ?? "";
  const json = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type.trim());
  const encoding = headers.get("content-encoding");
  if (json && (encoding === null || encoding === "identity")) return;
  throw invalidInput("The body must be application/json, in UTF-8 and not compressed.", undefined, 415);
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = () => invalidInput(`The body has more than ${limit} bytes.`, undefined, 413);
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let total = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw invalidInput("The body ended before it was complete.");
    });
    if (done) return Buffer.concat(chunks, total);
    total += value.byteLength;
    if (total > limit) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    chunks.push(value);
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw invalidInput("The body is not JSON.");
  }
}
