/** When a call was first answered with "who are you?"; null while the session holds. */
let endedAt: Date | null = null;
const listeners = new Set<() => void>();

function set(value: Date | null): void {
  endedAt = value;
  for (const listener of listeners) listener();
}

export function reportSessionEnd(): void {
  if (!endedAt) set(new Date());
}

export function clearSessionEnd(): void {
  set(null);
}

export const sessionEnd = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): Date | null => endedAt,
  readOnServer: (): Date | null => null,
};
