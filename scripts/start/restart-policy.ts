const WINDOW_MS = 60_000;
const DEATHS_TO_GIVE_UP = 5;
const FIRST_DELAY_MS = 500;

/**
 * How long to wait before a process that died is started again, in milliseconds: doubling with each death of the last
 * minute. Null when there were five of them: something is wrong that starting again does not mend.
 */
export function restartDelay(deaths: readonly number[], now: number): number | null {
  const recent = deaths.filter((time) => now - time < WINDOW_MS).length;
  return recent >= DEATHS_TO_GIVE_UP ? null : FIRST_DELAY_MS * 2 ** Math.max(0, recent - 1);
}
