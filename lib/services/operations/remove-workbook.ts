import { workbookLimits } from "@/lib/contracts/workbooks";
import { isMissing } from "@/lib/iotda/errors";
import { inTransaction } from "@/lib/store/db";
import { changeOperation } from "@/lib/store/operation-lease-store";
import { findStoredFile } from "@/lib/store/stored-file-store";
import { postpone } from "./leave-create";
import type { OperationRun } from "./operation-deps";
import { findWorkbook } from "./put-workbook";

const failedRemovalAfterMs = 30_000;

/**
 * Takes the workbook of a create that made nothing off the platform: it would hold one of ten places until its hour
 * runs out (sheet §7). Tried until then. That of a task stays: whether a task that starts later still reads its file
 * is not stated there.
 */
export async function removeWorkbook(run: OperationRun): Promise<void> {
  const { deps, operation, connection } = run;
  try {
    if (!connection.readOnly) await removeOnPlatform(run);
  } catch (error) {
    deps.log.warn({ operationId: operation.id, error }, "could not remove a workbook from the platform");
    const madeAt = operation.callEndedAt ?? operation.createdAt;
    if (deps.now().getTime() - madeAt.getTime() < workbookLimits.storedForMs) {
      return postpone(run, failedRemovalAfterMs);
    }
  }
  await inTransaction(deps.database, (tx) =>
    changeOperation(tx, operation.lease, { platformFileId: null, dueAt: null, release: true }),
  );
}

/** By its name where its id was never told: its upload's answer was lost, or whoever got it died. */
async function removeOnPlatform(run: OperationRun): Promise<void> {
  const { deps, operation, connection, cut } = run;
  const platform = await deps.platformFor(connection);
  const fileId = operation.platformFileId ?? (await lookFor());
  if (fileId === null) return;
  await platform.deleteFile(fileId, { lane: "people", signal: cut }).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });

  async function lookFor(): Promise<string | null> {
    const file = operation.fileId && (await findStoredFile(deps.database.prisma, operation.fileId));
    return file ? findWorkbook(run, platform, file) : null;
  }
}
