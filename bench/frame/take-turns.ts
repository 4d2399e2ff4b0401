import { median } from "./row";

/** Something that is timed; `round` counts from 0. */
export type Trial = (round: number) => Promise<unknown>;

/**
 * Milliseconds of every trial, the middle one of `rounds`. They take turns, each round beginning with another one, so
 * that whatever slows the machine slows them all; two rounds before warm everything up.
 */
export async function takeTurns<Name extends string>(
  trials: Record<Name, Trial>,
  rounds: number,
  signal: AbortSignal,
): Promise<Record<Name, number>> {
  const names = Object.keys(trials) as Name[];
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -2; round < rounds; round += 1) {
    signal.throwIfAborted();
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + 2 + turn) % names.length];
      if (name === undefined) continue;
      const began = performance.now();
      await trials[name](Math.max(0, round));
      if (round >= 0) taken.get(name)?.push(performance.now() - began);
    }
  }
  return Object.fromEntries([...taken].map(([name, times]) => [name, median(times)])) as Record<Name, number>;
}

/** Numbers below `n`, the same in every run. */
export function makeDice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}
