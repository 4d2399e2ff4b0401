import type { LiveClock } from "@/lib/store/live-clock";

export interface Round {
  everyMs: number;
  run(): unknown;
}

/** Runs each again and again, never beside itself; a failure is told and the next turn comes all the same. */
export function startRounds(
  rounds: readonly Round[],
  clock: LiveClock,
  onError: (error: unknown) => void,
): () => void {
  const stops = rounds.map(({ everyMs, run }) => {
    let stopped = false;
    let takeBack = schedule();
    function schedule(): () => void {
      return clock.after(everyMs, () => {
        void turn();
      });
    }
    async function turn(): Promise<void> {
      try {
        await run();
      } catch (error) {
        onError(error);
      }
      if (!stopped) takeBack = schedule();
    }
    return () => {
      stopped = true;
      takeBack();
    };
  });
  return () => {
    for (const stop of stops) stop();
  };
}
