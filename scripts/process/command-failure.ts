/** A failure whose message is written for the person at the terminal: it is shown without a stack. */
export class CommandFailure extends Error {
  override name = "CommandFailure";
}

/** Prints why a command ended: the message alone when it was foreseen, else everything there is to know. */
export function printFailure(error: unknown): void {
  console.error(
    error instanceof CommandFailure || !(error instanceof Error) ? String(messageOf(error)) : error,
  );
}

function messageOf(error: unknown): unknown {
  return error instanceof Error ? error.message : error;
}
