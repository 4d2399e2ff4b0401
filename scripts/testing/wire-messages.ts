/** One message of PostgreSQL's protocol behind the start-up: its type and all of its bytes. */
export interface WireMessage {
  type: string;
  bytes: Buffer;
}

/** Cuts a stream of bytes into messages: a letter, a length that counts itself, a body. */
export class MessageCutter {
  private rest: Buffer = Buffer.alloc(0);

  take(chunk: Buffer): WireMessage[] {
    this.rest = Buffer.concat([this.rest, chunk]);
    const messages: WireMessage[] = [];
    for (;;) {
      const length = this.rest.length < 5 ? Number.POSITIVE_INFINITY : 1 + this.rest.readInt32BE(1);
      if (this.rest.length < length) return messages;
      const bytes = this.rest.subarray(0, length);
      messages.push({ type: String.fromCharCode(bytes[0] ?? 0), bytes });
      this.rest = this.rest.subarray(length);
    }
  }

  /** The start-up message, which has no type: its code, or null while it is not all there. */
  takeStartup(chunk: Buffer): number | null {
    this.rest = Buffer.concat([this.rest, chunk]);
    if (this.rest.length < 8 || this.rest.length < this.rest.readInt32BE(0)) return null;
    const code = this.rest.readInt32BE(4);
    this.rest = this.rest.subarray(this.rest.readInt32BE(0));
    return code;
  }
}

export function makeMessage(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : part)),
  );
  const head = Buffer.alloc(5);
  head.write(type, 0, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** The texts of a message that is made of texts. */
export function readTexts({ bytes }: WireMessage): string[] {
  return bytes.subarray(5).toString().split("\0").slice(0, -1);
}
