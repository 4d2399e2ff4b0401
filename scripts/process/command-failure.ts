import { errorCode } from "./error-code";

/** A failure whose message is written for the person at the terminal: it is shown without a stack. */
export class CommandFailure extends Error {
  override name = "CommandFailure";
}

// The machine says no: what it said, with the path, tells more than where in our code it was heard.
const REFUSALS = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EMFILE"]);

/** Prints why a command ended: the message alone when it explains itself, else everything there is to know. */
export function printFailure(error: unknown): void {
  const explained = error instanceof CommandFailure || REFUSALS.has(errorCode(error));
  console.error(explained && error instanceof Error ? error.message : error);
}
