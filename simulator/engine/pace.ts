import { draw } from "../draw";

/** All durations of the platform's own work, in ms of task time. Device work is in attempts. */
const SALT = 0x51;

/** Initialising takes 1 to 2 s (sheet §16). */
export function initialiseMs(seed: number, task: number): number {
  return 1_000 + 1_000 * draw(seed, task, SALT);
}

/** Stopping takes a few seconds. */
export function windUpMs(seed: number, task: number): number {
  return 2_500 + 2_000 * draw(seed, task, SALT + 1);
}

const WAVE_MS = 4_000;

/**
 * When the k-th of n subtasks begins, counted from the start: in waves every four seconds. Two devices begin within
 * 2 s, 300 within 40 s, 30,000 within ten minutes.
 */
export function dispatchDelay(seed: number, task: number, row: number, k: number, n: number): number {
  const window = 20_000 * (n / 100) ** 0.6;
  const wave = Math.floor((window * (k / n)) / WAVE_MS) * WAVE_MS;
  return wave + 300 + 1_700 * draw(seed, task, row, SALT + 2);
}
