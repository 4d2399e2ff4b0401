/** The client's side of a download, as `EventSink` of lib/http has it. */
interface Sink {
  write(bytes: Uint8Array): boolean;
  end(): void;
  cut(): void;
}

export interface SendOptions {
  /** Milliseconds a client may take for what waits for it; then it is cut off. */
  stallMs: number;
  /** All was made; called before the client is told so. */
  done: () => Promise<void>;
  /** It ended before its end, with why when that is no client who left. May be called after `done`, and again. */
  broken: (error: unknown) => void;
}

/** Sends pieces as they are made, no faster than the client takes them. */
export function sendPieces(pieces: AsyncIterable<Uint8Array>, { stallMs, done, broken }: SendOptions) {
  return (sink: Sink) => {
    let gone = false;
    let wake: () => void = () => undefined;

    async function drained(): Promise<void> {
      const inTime = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), stallMs);
        wake = () => {
          clearTimeout(timer);
          resolve(true);
        };
      });
      if (!inTime) throw new Error("the client does not keep up");
    }

    async function send(): Promise<void> {
      try {
        for await (const piece of pieces) {
          if (gone) return;
          if (!sink.write(piece)) await drained();
        }
        await done();
        sink.end();
      } catch (error) {
        if (gone) return;
        broken(error);
        sink.cut();
      }
    }

    void send();
    return {
      drained: () => wake(),
      closed() {
        gone = true;
        wake();
        broken(null);
      },
    };
  };
}
