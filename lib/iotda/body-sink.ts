import { PassThrough, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

const decoders: Readonly<Record<string, () => Transform>> = {
  "": () => new PassThrough(),
  identity: () => new PassThrough(),
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The codings a sink can undo, for `Accept-Encoding`. */
export const acceptedEncodings = "gzip, deflate, br";

export interface BodySink {
  /** False when the writer should wait for `onDrain`. */
  write(chunk: Buffer): boolean;
  onDrain(resume: () => void): void;
  end(): void;
  destroy(): void;
}

export interface BodyEvents {
  onComplete(body: Buffer): void;
  onTooLarge(): void;
  /** The bytes are not what the content coding says. */
  onUndecodable(error: Error): void;
}

/** Collects a body after decompression and never holds more than `maxBytes` of it; null for an unknown coding. */
export function openBodySink(encoding: string, maxBytes: number, events: BodyEvents): BodySink | null {
  const name = encoding.trim().toLowerCase();
  const decoder = Object.hasOwn(decoders, name) ? decoders[name]?.() : undefined;
  if (!decoder) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  decoder.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBytes) {
      chunks.push(chunk);
      return;
    }
    chunks.length = 0;
    decoder.destroy();
    events.onTooLarge();
  });
  decoder.on("end", () => events.onComplete(Buffer.concat(chunks, size)));
  decoder.on("error", (error) => events.onUndecodable(error));
  let isEmpty = true;
  return {
    write(chunk) {
      isEmpty = false;
      return decoder.write(chunk);
    },
    onDrain: (resume) => decoder.once("drain", resume),
    // No bytes at all are no broken gzip: a 204 may still carry the header.
    end: () => (isEmpty ? events.onComplete(Buffer.alloc(0)) : void decoder.end()),
    destroy: () => decoder.destroy(),
  };
}
