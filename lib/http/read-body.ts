import { invalidInput } from "./invalid-input";
import { requirePlainJson } from "./plain-json";
import { readBytes } from "./read-bytes";
import type { Asked } from "./request-facts";

/** Bytes; enough for 30,000 ids of full length. */
export const defaultBodyLimit = 4 * 1024 * 1024;

/** The body as JSON. Throws 415 for another type, 413 over `limit` bytes (counted, not believed), 400 for broken JSON. */
export async function readJsonBody(request: Asked, limit = defaultBodyLimit): Promise<unknown> {
  requireJsonType(request.headers);
  const bytes = await readBytes(request, limit, `The body has more than ${limit} bytes.`);
  const value = parseJson(bytes);
  requirePlainJson(value);
  return value;
}

/** For endpoints without a body. */
export async function requireNoBody(request: Asked): Promise<void> {
  if (request.body === null) return;
  const refusal = "This call takes no body.";
  const bytes = await readBytes(request, defaultBodyLimit, refusal);
  if (bytes.byteLength > 0) throw invalidInput(refusal);
}

function requireJsonType(headers: Headers): void {
  const type = headers.get("content-type") ?? "";
  const json = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type.trim());
  const encoding = headers.get("content-encoding");
  if (json && (encoding === null || encoding === "identity")) return;
  throw invalidInput("The body must be application/json, in UTF-8 and not compressed.", undefined, 415);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw invalidInput("The body is not JSON.");
  }
}
