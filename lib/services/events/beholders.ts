import { rolesOn } from "@/lib/auth/access";
import type { Caller } from "@/lib/auth/caller";
import type { Message } from "./encode-event";
import type { Stream } from "./watching";

/** Callers of one text may do the same on a connection with what others made, so they see the same. */
export function beholdersOf(caller: Caller, slug: string): string {
  const { kind, surface, scopes } = caller;
  return [kind, surface, rolesOn(caller, slug).sort(), scopes?.toSorted() ?? "all"].join(" ");
}

/** Sends to each what `make` gives for one of its kind, made once however many they are. */
export function sendAlike(streams: Iterable<Stream>, make: (caller: Caller) => Message[]): void {
  const made = new Map<string, Message[]>();
  for (const stream of streams) {
    const messages = made.get(stream.beholders) ?? make(stream.caller);
    made.set(stream.beholders, messages);
    for (const message of messages) stream.send(message);
  }
}
