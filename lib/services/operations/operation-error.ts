import type { OperationError } from "@/lib/contracts/operations";
import { AppError } from "@/lib/errors";

/** Every error of a call in our own words; one we did not foresee tells nothing of itself. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("unavailable", "The call could not be made.", { cause: error });
}

/** What is kept of an error with its operation. */
export function toOperationError(error: AppError): OperationError {
  return {
    code: error.code,
    detail: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.upstream === undefined ? {} : { upstream: error.upstream }),
  };
}

/** The same problem again, for somebody who repeats the call that failed. */
export function toAppError(error: OperationError | null): AppError {
  if (error === null) return new AppError("unavailable", "The operation could not be carried out.");
  return new AppError(error.code, error.detail, { hint: error.hint, upstream: error.upstream });
}
