import type { Caller } from "@/lib/auth/caller";
import type { FoundConnection } from "../connections/find-connection";
import type { Message } from "./encode-event";

/** What any number of clients watch: a connection with its list, or one task. */
export interface Topic {
  readonly key: string;
  /** Whose news it is about. One that takes over the slug later is another topic's. */
  readonly connectionIds: readonly number[];
  readonly task: WatchedTask | null;
  readonly streams: Set<Stream>;
  /** As last read. */
  connection: FoundConnection;
  /** The snapshot as told last, to be told again when it differs; null: not yet. */
  told: { text: string; state: string; final: boolean } | null;
}

export interface WatchedTask {
  /** Our own number. */
  id: number;
  connectionId: number;
  taskId: string;
}

/** One client that watches. */
export interface Stream {
  readonly topic: Topic;
  /** As last checked. */
  caller: Caller;
  /** Who may see the same: see `beholderClass`. */
  beholders: string;
  /** What it heard of last before it came; null: nothing, or it has heard what it missed. */
  lastEventId: string | null;
  /** It has been told how things are, so that news makes sense to it. */
  greeted: boolean;
  send(message: Message): void;
  beat(): void;
  /** The client takes more. */
  drained(): void;
  /** Since when it has not taken what was sent, in milliseconds; null: it keeps up. */
  stuckSince(): number | null;
  end(): void;
}
