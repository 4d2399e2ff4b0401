import type { StreamClock } from "./hold-stream";

/**
 * Runs `work` when asked, one at a time and with `gapMs` between an end and the next start, however often it is asked: a
 * storm of news costs no more calls than polling did. Asked for meanwhile, it runs once more. `stop` forgets what waits.
 * `leadMs` before the first start lets pass what is over at once.
 */
export function createPaced(work: () => Promise<unknown>, gapMs: number, clock: StreamClock, leadMs = 0) {
  let wanted = false;
  let running = false;
  let cancel: (() => void) | null = null;

  const start = async () => {
    wanted = false;
    running = true;
    await work().catch(() => {});
    running = false;
    wait(gapMs);
  };
  const wait = (milliseconds: number) => {
    cancel = clock.after(milliseconds, () => {
      cancel = null;
      if (wanted) void start();
    });
  };
  return {
    ask(): void {
      wanted = true;
      if (running || cancel) return;
      if (leadMs > 0) wait(leadMs);
      else void start();
    },
    stop(): void {
      wanted = false;
      cancel?.();
      cancel = null;
    },
  };
}
