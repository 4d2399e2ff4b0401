import type { PlatformTargetResult } from "@/lib/domain/platform-task";
import type { AppError } from "@/lib/errors";
import { type AuditEntry, writeAudit } from "@/lib/store/audit-store";
import { inTransaction, type Tx } from "@/lib/store/db";
import { changeOperation } from "@/lib/store/operation-lease-store";
import {
  type AnsweredTarget,
  countTargets,
  type OperationTarget,
  saveAnswers,
  unmarkSent,
} from "@/lib/store/operation-target-store";
import { auditLine } from "./audit-operation";
import { callSelection } from "./call-selection";
import { endSelection, readSoon } from "./finish-selection";
import type { OperationRun } from "./operation-deps";
import { putBack, putBackLost } from "./put-back";

/** Calls the platform for one marked chunk and stores what came of it. False: the operation was put back or ended. */
export async function sendChunk(
  run: OperationRun,
  chunk: readonly OperationTarget[],
  lostInARow: number,
): Promise<boolean> {
  const call = await callSelection(
    run,
    chunk.map(({ target }) => target),
  );
  const unmark = (tx: Tx) =>
    unmarkSent(
      tx,
      run.operation.id,
      chunk.map(({ ord }) => ord),
    );
  switch (call.failure) {
    case null:
      await storeAnswers(run, matchAnswers(chunk, call.results), chunk, {
        ...{ result: "ok", platformRequestId: call.requestId },
      });
      return true;
    case "refused":
      await storeAnswers(run, refuseAll(chunk, call.error), chunk, {
        ...{ result: "refused", reason: call.error.code },
        platformRequestId: call.error.upstream?.requestId,
      });
      return true;
    case "lost":
      await putBackLost(run, call.error, lostInARow + 1);
      return false;
    case "interrupted":
      await putBack(run, 0, {}, unmark);
      return false;
    case "ended":
      await endSelection(run, call.error, unmark);
      return false;
  }
}

/** A device the answer does not mention is neither done nor refused. */
function matchAnswers(
  chunk: readonly OperationTarget[],
  results: readonly PlatformTargetResult[],
): AnsweredTarget[] {
  const byTarget = new Map(results.map((result) => [result.target, result]));
  return chunk.map(({ ord, target }) => {
    const { status, errorCode, errorMessage } = byTarget.get(target) ?? notMentioned;
    return { ord, status, errorCode, errorMessage };
  });
}

const notMentioned = { status: "unknown", errorCode: null, errorMessage: null } as const;

function refuseAll(chunk: readonly OperationTarget[], { upstream, message }: AppError): AnsweredTarget[] {
  const errorCode = upstream?.errorCode ?? null;
  const errorMessage = upstream?.errorMessage ?? message;
  return chunk.map(({ ord }) => ({ ord, status: "failure", errorCode, errorMessage }));
}

async function storeAnswers(
  run: OperationRun,
  answers: readonly AnsweredTarget[],
  chunk: readonly OperationTarget[],
  line: Pick<AuditEntry, "result" | "reason" | "platformRequestId">,
): Promise<void> {
  const { deps, operation, connection, origin } = run;
  const place = { connection: connection.slug, origin };
  const targets = chunk.map(({ target }) => target);
  await inTransaction(deps.database, async (tx) => {
    await saveAnswers(tx, operation.id, answers);
    const { success, failure } = await countTargets(tx, operation.id);
    const counts = { succeeded: success, failed: failure, tries: 0, error: null };
    await changeOperation(tx, operation.lease, { ...counts, platformRequestId: line.platformRequestId });
    await writeAudit(tx, {
      ...auditLine(operation, place, { ...line, targets }),
      action: `task.${operation.kind}.chunk`,
    });
  });
  await readSoon(run);
}
