export type Span = { unit: "s" | "min" | "h" | "d"; first: number; second: number };

/** A length of time in its two largest units: 33 s, 5 min, 1 h 50 min, 3 d 4 h. */
export function splitSpan(milliseconds: number): Span {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return { unit: "s", first: seconds, second: 0 };
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return { unit: "min", first: minutes, second: seconds % 60 };
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return { unit: "h", first: hours, second: minutes % 60 };
  return { unit: "d", first: Math.floor(hours / 24), second: hours % 24 };
}
