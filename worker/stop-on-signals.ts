import type { Logger } from "@/lib/log";

/** The process must be gone before its starter loses patience, whatever hangs. */
const hardLimit = 6_300;

/**
 * Stops once, on SIGTERM, on SIGINT, or when the starter is gone. Under a starter SIGINT is ignored: the terminal sends
 * it to the whole group, and the starter decides the order in which its children end.
 */
export function stopOnSignals(log: Logger, stop: () => Promise<void>): void {
  let asked = false;
  const stopOnce = (signal: string) => {
    if (asked) return;
    asked = true;
    log.info({ signal }, "worker stops");
    setTimeout(() => process.exit(1), hardLimit).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, "worker did not stop cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", () => stopOnce("SIGTERM"));
  process.on("SIGINT", () => {
    if (!process.connected) stopOnce("SIGINT");
  });
  process.on("disconnect", () => stopOnce("disconnect"));
}
