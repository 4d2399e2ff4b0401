import { LIMITS } from "./limits";

/** Where documents disagree (sheet §15): the wider reading, or the strict one. */
export type ReadingName = "lenient" | "strict";

export type Reading = {
  /** Row 1: rows of a batch file. */
  fileRows: number;
  /** Row 2: Han characters in task names. */
  hanNames: boolean;
  /** Row 14. */
  messageIdLength: number;
  /** Row 15: parameters of an asynchronous command. */
  asyncParasBytes: number;
  /** Row 16: whether 0 minutes between retries is allowed. */
  retryIntervalFrom: number;
};

export const READINGS: Readonly<Record<ReadingName, Reading>> = {
  lenient: {
    fileRows: 100_000,
    hanNames: true,
    messageIdLength: 128,
    asyncParasBytes: LIMITS.parasBytes,
    retryIntervalFrom: LIMITS.retryIntervalMinutes.min,
  },
  strict: {
    fileRows: 30_000,
    hanNames: false,
    messageIdLength: 100,
    asyncParasBytes: 32 * 1024,
    retryIntervalFrom: 1,
  },
};

/** One of a thing for each reading, made once. */
export function forEachReading<T>(make: (reading: Reading) => T): Readonly<Record<ReadingName, T>> {
  return { lenient: make(READINGS.lenient), strict: make(READINGS.strict) };
}
