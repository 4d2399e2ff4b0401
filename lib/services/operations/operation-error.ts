import type { OperationError } from "@/lib/contracts/operations";
import { AppError } from "@/lib/errors";

/** Every error of a call in our own words; one we did not foresee tells nothing of itself. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("unavailable", "The call could not be made.", { cause: error });
}

/** What is kept of an error with its operation. */
export function toOperationError(error: AppError): OperationError {
  const { code, message: detail, hint, hintKey, missingPermission, upstream } = error;
  return {
    code,
    detail,
    ...(hint === undefined ? {} : { hint }),
    ...(hintKey === undefined ? {} : { hintKey }),
    ...(missingPermission === undefined ? {} : { missingPermission }),
    ...(upstream === undefined ? {} : { upstream }),
  };
}

/** The same problem again, for somebody who repeats the call that failed. */
export function toAppError(error: OperationError | null): AppError {
  if (error === null) return new AppError("unavailable", "The operation could not be carried out.");
  const { code, detail, ...facts } = error;
  return new AppError(code, detail, facts);
}
