/** Time as live events see it; tests move their own. */
export interface LiveClock {
  now(): Date;
  /** Runs something once after so many milliseconds; the answer takes it back. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The machine's. It keeps no process alive. */
export const machineClock: LiveClock = {
  now: () => new Date(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Resolves after so many milliseconds, or at once when `stopped` is; never rejects. */
export async function waitFor(clock: LiveClock, milliseconds: number, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      takeBack();
      stopped.removeEventListener("abort", end);
      resolve();
    };
    const takeBack = clock.after(milliseconds, end);
    stopped.addEventListener("abort", end);
  });
}
