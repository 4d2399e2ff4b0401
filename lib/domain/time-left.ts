import type { Pace } from "./settle-pace";

export interface SecondsLeft {
  from: number;
  to: number;
}

/**
 * Seconds until so many devices have settled, as a range: whole minutes, of five above twenty, because nobody knows
 * better (ui.md §5.2). `earliest`: seconds before which some of them cannot, as they wait for an automatic retry.
 */
export function estimateLeft(remaining: number, pace: Pace | null, earliest = 0): SecondsLeft | null {
  if (!pace || remaining <= 0) return null;
  const { perMinute, error } = pace;
  const minutesAt = (speed: number) => roundMinutes(Math.max(remaining / speed, earliest / 60));
  const [from, to] = [minutesAt(perMinute * (1 + error)), minutesAt(perMinute * (1 - error))];
  return { from: from * 60, to: to * 60 };
}

function roundMinutes(minutes: number): number {
  const whole = Math.max(1, Math.round(minutes));
  return whole > 20 ? Math.round(whole / 5) * 5 : whole;
}
