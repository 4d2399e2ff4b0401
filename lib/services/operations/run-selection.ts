import { maxTargetsPerCall } from "@/lib/iotda/platform";
import { inTransaction } from "@/lib/store/db";
import { changeOperation } from "@/lib/store/operation-lease-store";
import { type OperationTarget, takeNextChunk } from "@/lib/store/operation-target-store";
import { checkLostTargets } from "./check-lost";
import { finishSelection } from "./finish-selection";
import type { OperationRun } from "./operation-deps";
import { putBack } from "./put-back";
import { sendChunk } from "./send-chunk";

/**
 * Sends a frozen set in chunks of 100, each marked before it goes out, each answer stored before the next one. May be
 * killed anywhere: what was marked and not answered is first read on the platform (F06, F38, F39).
 */
export async function runSelection(run: OperationRun): Promise<void> {
  if (!(await checkLostTargets(run))) return;
  let lostInARow = run.operation.tries;
  while (!run.stopping.aborted) {
    const chunk = await markNextChunk(run);
    if (chunk.length === 0) return finishSelection(run);
    if (!(await sendChunk(run, chunk, lostInARow))) return;
    lostInARow = 0;
  }
  await putBack(run, 0);
}

async function markNextChunk({ deps, operation }: OperationRun): Promise<OperationTarget[]> {
  return inTransaction(deps.database, async (tx) => {
    await changeOperation(tx, operation.lease, { state: "running" });
    return takeNextChunk(tx, operation.id, maxTargetsPerCall, deps.now());
  });
}
