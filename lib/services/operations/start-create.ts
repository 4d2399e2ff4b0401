import { inTransaction } from "@/lib/store/db";
import { changeOperation } from "@/lib/store/operation-lease-store";
import { refuseReadOnly } from "../connections/find-connection";
import { postpone } from "./leave-create";
import type { OperationRun } from "./operation-deps";
import { asAppError } from "./operation-error";
import { putWorkbook } from "./put-workbook";
import { type SentCreate, sendCreate } from "./send-create";
import { failCreate } from "./settle-create";

/**
 * Sends a create that was never called: its workbook first, when it has one. Until the row says that the call began, a
 * process that dies has made no task, and whoever takes over starts here again.
 */
export async function startCreate(run: OperationRun): Promise<SentCreate> {
  const { deps, operation, connection, cut } = run;
  // From here on nobody takes it back; of both at once, the row lets one through.
  await inTransaction(deps.database, (tx) => changeOperation(tx, operation.lease, { state: "running" }));
  let platformFileId: string | null = null;
  try {
    refuseReadOnly(connection);
    if (operation.fileId !== null) platformFileId = await putWorkbook(run);
  } catch (thrown) {
    if (cut.aborted) {
      await postpone(run, 0);
      return "unknown";
    }
    const error = asAppError(thrown);
    await failCreate(run, error);
    return { failed: error };
  }
  const callStartedAt = deps.now();
  await inTransaction(deps.database, (tx) =>
    changeOperation(tx, operation.lease, { callStartedAt, platformFileId }),
  );
  return sendCreate({ ...run, operation: { ...operation, callStartedAt, platformFileId } });
}
