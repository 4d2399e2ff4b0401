import type { EventWriter, OpenEvents } from "./answers";

/** Bytes that may wait for the client before `write` says that it does not keep up. */
const highWaterMark = 16_384;

/** The stream as a body. What is written is shared: nobody behind this may change it. */
export function streamEvents(open: OpenEvents): ReadableStream<Uint8Array> {
  let writer: EventWriter | null = null;
  let over = false;

  function finish(): void {
    over = true;
    writer?.closed();
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        writer = open({
          write(bytes) {
            if (over) return true;
            controller.enqueue(bytes);
            return (controller.desiredSize ?? 0) > 0;
          },
          end() {
            if (over) return;
            controller.close();
            finish();
          },
          cut() {
            if (over) return;
            controller.error(new Error("The client does not keep up."));
            finish();
          },
        });
      },
      pull: () => writer?.drained(),
      cancel: finish,
    },
    { highWaterMark, size: (chunk) => chunk.byteLength },
  );
}
