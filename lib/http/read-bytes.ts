import { invalidInput } from "./invalid-input";
import type { Asked } from "./request-facts";

/**
 * The body's bytes. Throws 413 with `tooLarge` over `limit` (counted, not believed), 400 for a body that ends early, by
 * a broken connection or by its own Content-Length.
 */
export async function readBytes(request: Asked, limit: number, tooLarge: string): Promise<Uint8Array> {
  const announced = readLength(request.headers);
  if (announced !== null && announced > limit) throw invalidInput(tooLarge, undefined, 413);
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let total = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw endedEarly();
    });
    if (done) break;
    total += value.byteLength;
    if (total > limit) {
      await reader.cancel().catch(() => undefined);
      throw invalidInput(tooLarge, undefined, 413);
    }
    chunks.push(value);
  }
  if (announced !== null && total < announced) throw endedEarly();
  return Buffer.concat(chunks, total);
}

export function endedEarly() {
  return invalidInput("The body ended before it was complete.");
}

function readLength(headers: Headers): number | null {
  const text = headers.get("content-length");
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
