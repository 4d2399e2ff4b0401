import type { IncomingMessage } from "node:http";

/**
 * The whole body, or undefined when it is longer than `limit` bytes. The rest of an oversized one is read and thrown
 * away, so that the client hears the refusal instead of a broken pipe.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length <= limit ? Buffer.concat(chunks) : undefined;
}
