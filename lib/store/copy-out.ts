import type pg from "pg";
import { CopyFrames } from "./copy-frames";

/**
 * `COPY … TO STDOUT` on a connection that does nothing else, as pieces of whole rows. The server is read no faster than
 * the pieces are taken. Rows are taken from the socket itself: as events of pg they would cost more than all the rest.
 * Whoever stops before the end has to destroy the connection.
 */
export class CopyOut implements pg.Submittable, AsyncIterable<Uint8Array> {
  /** The pool gives up on statements after seconds; one that is read at a client's pace takes longer. */
  readonly query_timeout = 2 ** 31 - 1;
  /** Of pg, for its timer. */
  callback: (error: Error | null) => void = () => undefined;
  private readonly pieces: Uint8Array[] = [];
  private state: "running" | "ended" | Error = "running";
  private wake: () => void = () => undefined;
  private resume: () => void = () => undefined;

  constructor(private readonly text: string) {}

  submit = (connection: pg.Connection): void => {
    const { stream } = connection;
    const listeners = stream.listeners("data") as ((chunk: Buffer) => void)[];
    stream.removeAllListeners("data");
    const frames = new CopyFrames((piece) => {
      this.pieces.push(piece);
      stream.pause();
      this.wake();
    });
    const take = (chunk: Buffer) => {
      const rest = frames.take(chunk);
      if (rest === null) return;
      stream.off("data", take);
      for (const listener of listeners) stream.on("data", listener);
      for (const listener of listeners) listener(rest);
    };
    stream.on("data", take);
    this.resume = () => void stream.resume();
    connection.query(this.text);
  };

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.settle("ended");
  }

  handleError(error: Error): void {
    this.settle(error);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = this.pieces.shift();
      if (piece) {
        if (this.pieces.length === 0) this.resume();
        yield piece;
      } else if (this.state === "running") {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      } else if (this.state === "ended") return;
      else throw this.state;
    }
  }

  private settle(state: "ended" | Error): void {
    if (this.state !== "running") return;
    this.state = state;
    this.resume();
    this.callback(state === "ended" ? null : state);
    this.wake();
  }
}
