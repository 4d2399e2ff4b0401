import { type LeasedOperation, makesTask } from "@/lib/domain/stored-operation";
import { findConnectionById } from "@/lib/store/connection-store";
import { whileLeased } from "./keep-lease";
import { type OperationDeps, type OperationRun, workerOrigin } from "./operation-deps";
import { removeWorkbook } from "./remove-workbook";
import { resolveCreate } from "./resolve-create";
import { runDelete } from "./run-delete";
import { runSelection } from "./run-selection";
import { runWholeTask } from "./run-whole-task";
import { markCreateUnknown } from "./settle-create";
import { startCreate } from "./start-create";

/** Kinds a worker of this build carries out. */
export const runnableKinds = ["create", "retry", "stop", "confirm", "delete", "rerun"] as const;

export interface RunSignals {
  /** Aborted: finish the call in hand and stop. */
  stopping: AbortSignal;
  /** Aborted: end the call in hand too; what it did is found out later. */
  cut: AbortSignal;
}

/** Takes a claimed operation as far as it goes: to its end, or to the time it has to wait for. */
export async function runOperation(
  deps: OperationDeps,
  operation: LeasedOperation,
  signals: RunSignals,
): Promise<void> {
  const connection = await findConnectionById(deps.database.prisma, operation.connectionId);
  if (!connection) throw new Error("an operation without a connection");
  await whileLeased(deps, operation.lease, async (lost) => {
    const run: OperationRun = {
      ...{ deps, operation, connection, origin: workerOrigin },
      stopping: AbortSignal.any([signals.stopping, lost]),
      cut: AbortSignal.any([signals.cut, lost]),
    };
    if (makesTask(operation.kind)) return runCreate(run);
    if (operation.kind === "delete") return runDelete(run);
    return operation.wholeTask ? runWholeTask(run) : runSelection(run);
  });
}

/**
 * `unknown` is searched for; `running` was being called by a process that is gone, so its answer is lost too; one
 * that was never called (held until now) is sent. What failed has left a workbook on the platform.
 */
async function runCreate(run: OperationRun): Promise<void> {
  const { state, callStartedAt } = run.operation;
  if (state === "failed") return removeWorkbook(run);
  if (state === "unknown") return resolveCreate(run);
  if (callStartedAt !== null) return markCreateUnknown(run, null);
  await startCreate(run);
}
