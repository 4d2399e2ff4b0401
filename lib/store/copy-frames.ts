/** Bytes that are handed on at once; a longer row comes alone. */
const pieceBytes = 64 * 1024;
const headBytes = 5;

/** Messages of the server between the start of a copy and its end, by their first byte. */
const [copyData, copyBegins, notice, parameter] = [0x64, 0x48, 0x4e, 0x53];

/**
 * Takes the rows out of what the server sends during `COPY … TO STDOUT` (protocol 3.0, one `CopyData` a row) and gives
 * them on in pieces of whole rows.
 */
export class CopyFrames {
  private piece = Buffer.allocUnsafe(pieceBytes);
  private used = 0;
  /** Of the message in hand: how much of its body is still to come, and whether that is a row. */
  private left = 0;
  private isRow = false;
  /** The beginning of a head that was cut by the end of a chunk. */
  private head: Buffer = Buffer.alloc(0);

  constructor(private readonly give: (piece: Uint8Array) => void) {}

  /** What comes from the first message on that belongs to no copy: its end, or an error. Null: all was taken. */
  take(received: Buffer): Buffer | null {
    const chunk = this.head.length > 0 ? Buffer.concat([this.head, received]) : received;
    let at = this.takeBody(chunk, 0);
    while (chunk.length - at >= headBytes) {
      const type = chunk[at];
      if (type !== copyData && type !== copyBegins && type !== notice && type !== parameter) {
        this.flush();
        return chunk.subarray(at);
      }
      // The length counts itself, not the type.
      this.left = chunk.readUInt32BE(at + 1) - 4;
      this.isRow = type === copyData;
      if (this.isRow && this.used + this.left > this.piece.length) this.flush(this.left);
      at = this.takeBody(chunk, at + headBytes);
    }
    this.head = chunk.subarray(at);
    return null;
  }

  private takeBody(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.left);
    if (this.isRow) this.used += chunk.copy(this.piece, this.used, at, end);
    this.left -= end - at;
    return end;
  }

  private flush(needed = 0): void {
    if (this.used > 0) this.give(this.piece.subarray(0, this.used));
    this.piece = Buffer.allocUnsafe(Math.max(pieceBytes, needed));
    this.used = 0;
  }
}
