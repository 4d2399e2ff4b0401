import { AppError } from "@/lib/errors";

/**
 * Lets `atOnce` of the works run and `waiting` more wait in line. Throws `too_many_requests` for those beyond: each
 * holds a whole file.
 */
export function createTurns(atOnce: number, waiting: number) {
  const line: (() => void)[] = [];
  let running = 0;
  return async function take<T>(work: () => Promise<T>): Promise<T> {
    if (running < atOnce) running += 1;
    else {
      if (line.length >= waiting) {
        throw new AppError("too_many_requests", "Too many workbooks are being checked right now.", {
          hint: "workbook_busy",
          retryAfterSeconds: 5,
        });
      }
      // Who leaves hands over their place, so nobody slips in between.
      await new Promise<void>((resolve) => line.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
