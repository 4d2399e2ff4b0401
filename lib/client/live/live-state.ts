/**
 * Whether news of a place comes by itself. `off`: it does not, and polling goes on as usual (not connected yet, hidden,
 * refused). `cut`: it did, and no longer does; `since` is when anything was last heard.
 */
export type LiveState = { kind: "off" } | { kind: "live" } | { kind: "cut"; since: Date; offline: boolean };

export const off: LiveState = { kind: "off" };
export const live: LiveState = { kind: "live" };

/** What a stream is about: one task, or with null the whole connection. */
export interface LivePlace {
  connection: string;
  taskId: string | null;
}

const states = new Map<string, LiveState>();
const listeners = new Set<() => void>();

export const placeKey = ({ connection, taskId }: LivePlace): string => `${connection} ${taskId ?? ""}`;

export function readLive(place: LivePlace): LiveState {
  return states.get(placeKey(place)) ?? off;
}

export function setLive(place: LivePlace, state: LiveState): void {
  if (state.kind === "off") states.delete(placeKey(place));
  else states.set(placeKey(place), state);
  for (const listener of listeners) listener();
}

export function subscribeLive(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
