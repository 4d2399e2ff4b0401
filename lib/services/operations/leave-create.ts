import type { OperationCandidate } from "@/lib/contracts/operations";
import { AppError, type UpstreamFact } from "@/lib/errors";
import { inTransaction } from "@/lib/store/db";
import { changeOperation, LeaseLostError, type OperationChange } from "@/lib/store/operation-lease-store";
import type { OperationRun } from "./operation-deps";
import { toOperationError } from "./operation-error";

/** Nothing is decided: a worker looks again after so many milliseconds. */
export async function postpone(
  run: OperationRun,
  milliseconds: number,
  change: OperationChange = {},
): Promise<void> {
  await release(run, { ...change, dueAt: new Date(run.deps.now().getTime() + milliseconds) });
}

export interface Undecided {
  /** Ends the sentence that begins with the lost answer. */
  why: string;
  /** A word of the catalogue `hint`. */
  hint: string;
  upstream?: UpstreamFact;
  /** Tasks that can be what it made: the person chooses. */
  candidates?: readonly OperationCandidate[];
}

/** Muster has done what it can: it stays `unknown`, and nothing is sent again before a person has looked. */
export async function leaveToPerson(
  run: OperationRun,
  { why, candidates, ...facts }: Undecided,
): Promise<void> {
  const error = new AppError("conflict", `The platform's answer was lost, and ${why}.`, facts);
  await release(run, { state: "unknown", dueAt: null, error: toOperationError(error), candidates });
}

async function release({ deps, operation }: OperationRun, change: OperationChange): Promise<void> {
  await inTransaction(deps.database, (tx) =>
    changeOperation(tx, operation.lease, { ...change, release: true }),
  );
}

/** A look that decided nothing: the operation goes on as it was. */
export async function giveBack(run: OperationRun): Promise<void> {
  await release(run, {}).catch((error: unknown) => {
    if (!(error instanceof LeaseLostError)) throw error;
  });
}
