import { heartbeat, type Message, manyTasks, reset } from "./encode-event";
import type { Stream } from "./watching";

/** Where bytes go; false: no more than these for now. */
export interface Sink {
  write(bytes: Uint8Array): boolean;
  end(): void;
  /** Without waiting for what the client has not taken. */
  cut(): void;
}

/** More than this a slow client is not told one by one. */
const mostWaiting = 64;

/** What a client does not take waits here, the latest of each thing only. */
export function openStream(
  watcher: Pick<Stream, "topic" | "caller" | "beholders" | "lastEventId">,
  sink: Sink,
  now: () => number,
): Stream {
  let waiting: Map<string, Message> | null = null;
  let since = 0;
  let over = false;

  function send(message: Message): void {
    if (over) return;
    if (waiting !== null) hold(waiting, message);
    else write(message.bytes);
  }

  function write(bytes: Uint8Array): void {
    if (sink.write(bytes)) return;
    waiting = new Map();
    since = now();
  }

  return {
    ...watcher,
    greeted: false,
    send,
    beat() {
      // While it is behind, a comment would only wait with the rest.
      if (waiting === null && !over) write(heartbeat);
    },
    drained() {
      const held = waiting;
      waiting = null;
      for (const message of held?.values() ?? []) send(message);
    },
    stuckSince: () => (waiting === null ? null : since),
    end() {
      if (over) return;
      over = true;
      if (waiting === null) sink.end();
      else sink.cut();
    },
  };
}

function hold(waiting: Map<string, Message>, message: Message): void {
  if (waiting.has(reset.key)) return;
  const next = message.key === manyTasks.key && waiting.has(message.key) ? manyTasks : message;
  waiting.delete(next.key);
  waiting.set(next.key, next);
  if (waiting.size <= mostWaiting) return;
  waiting.clear();
  waiting.set(reset.key, reset);
}
