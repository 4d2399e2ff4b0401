import { AppError } from "@/lib/errors";

/** How long a person waits for one look at the platform (contracts.md §3). */
export const personWaitsMs = 10_000;

/** Runs a read with a total deadline; a late answer becomes `upstream_unavailable`. Not for writes. */
export async function readWithin<Result>(
  milliseconds: number,
  read: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const signal = AbortSignal.timeout(milliseconds);
  try {
    return await read(signal);
  } catch (error) {
    if (error instanceof AppError || !signal.aborted) throw error;
    throw new AppError("upstream_unavailable", "The platform did not answer in time.", {
      retryAfterSeconds: 10,
      cause: error,
    });
  }
}
