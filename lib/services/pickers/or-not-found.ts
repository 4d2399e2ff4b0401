import { AppError } from "@/lib/errors";
import { isImpossible, isMissing } from "@/lib/iotda/errors";

/** For `catch`: what the platform does not have, or takes for no id of its own, becomes `not_found`. */
export function orNotFound(message: string): (error: unknown) => never {
  return (error) => {
    if (isMissing(error) || isImpossible(error)) throw new AppError("not_found", message, { cause: error });
    throw error;
  };
}
