/**
 * 24 hex characters, time first, so that descending ids are newest first (sheet §16). `space` keeps ids of
 * different things apart; `serial` orders things of one second.
 */
export function recordId(ms: number, space: number, serial: number): string {
  const seconds = Math.floor(ms / 1000);
  return hex(seconds, 8) + hex(space, 10) + hex(serial, 6);
}

/** The time in the first eight characters, in milliseconds. */
export function recordTime(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16) * 1000;
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, "0").slice(-width);
}
