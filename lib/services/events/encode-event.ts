import { type LiveEventData, type LiveEventName, liveEvents } from "@/lib/contracts/events";

/** One event as it goes over the wire, made once for all who may see it. */
export interface Message {
  /** Of two that wait for the same slow client, the later one says all that the earlier one did. */
  key: string;
  bytes: Uint8Array;
}

/** `subject` tells apart what is of the same name; `id`: where a client that comes back goes on. */
export function encodeEvent<Name extends LiveEventName>(
  name: Name,
  data: LiveEventData<Name>,
  { id = null, subject = "" }: { id?: number | null; subject?: string } = {},
): Message {
  // Nothing undeclared leaves the house, as in every other answer.
  const text = JSON.stringify(liveEvents[name].parse(data));
  const place = id === null ? "" : `id: ${id}\n`;
  return { key: `${name} ${subject}`, bytes: encoder.encode(`${place}event: ${name}\ndata: ${text}\n\n`) };
}

const encoder = new TextEncoder();

/** A comment: the connection is alive. */
export const heartbeat = encoder.encode(":\n\n");
export const reset = encodeEvent("reset", {});
/** Stands for any number of tasks that moved. */
export const manyTasks = encodeEvent("tasks", { items: null });
