import type { AppError } from "@/lib/errors";
import { inTransaction, type Tx } from "@/lib/store/db";
import { changeOperation, type OperationChange } from "@/lib/store/operation-lease-store";
import { endSelection } from "./finish-selection";
import type { OperationRun } from "./operation-deps";
import { toOperationError } from "./operation-error";

/** Gives the operation back to whoever takes it when it is due. */
export async function putBack(
  run: OperationRun,
  milliseconds: number,
  change: OperationChange = {},
  prepare?: (tx: Tx) => Promise<void>,
): Promise<void> {
  const dueAt = new Date(run.deps.now().getTime() + milliseconds);
  await inTransaction(run.deps.database, async (tx) => {
    await changeOperation(tx, run.operation.lease, { ...change, dueAt, release: true });
    await prepare?.(tx);
  });
}

/** A lost call may still be at work on the platform: its effect is read this long after it, in milliseconds. */
const lostReadAfterMs = 5_000;
/** So many lost answers in a row, and it is given up. */
const maxLostInARow = 5;

/** The answer of a call was lost: what it did is read before anything is sent again. */
export async function putBackLost(run: OperationRun, error: AppError, lostInARow: number): Promise<void> {
  if (lostInARow >= maxLostInARow) return endSelection(run, error);
  await putBack(run, lostReadAfterMs, {
    ...{ state: "unknown", tries: lostInARow, error: toOperationError(error), callEndedAt: run.deps.now() },
  });
}
