import { findPlatformCode } from "@/lib/domain/platform-codes";
import { AppError } from "@/lib/errors";
import { PlatformError } from "@/lib/iotda/errors";
import { inTransaction } from "@/lib/store/db";
import { isNameHeldByOther } from "@/lib/store/lost-create-store";
import { changeOperation } from "@/lib/store/operation-lease-store";
import { leaveToPerson, postpone } from "./leave-create";
import type { OperationRun } from "./operation-deps";
import { callPlatform } from "./send-create";
import { completeCreate, failCreate, type MadeTask, secondLookAfterMs } from "./settle-create";

/** Nothing was learned: ask again after this. */
const failedResendAfterMs = 30_000;
/** A command that comes later than the shortest time limit (sheet §13.4) may not be wanted any more. */
const resendWithinMs = 10 * 60_000;

/** Refusals the lost call itself can be the reason of: it holds the name, the tag, or a place among the unfinished. */
const selfMade = new Set(["task_name_taken", "tag_taken", "application_busy"]);

/**
 * A lost create of a platform without a list is sent once more, when the first call has surely ended. That is safe
 * because a name is used once (sheet §13.4): 105002 instead of a second task. It answers with an id → done; refused
 * for a reason the first call had too → nothing was made; else it stays `unknown` until a person enters the id.
 */
export async function resendCreate(run: OperationRun): Promise<void> {
  const { deps, operation, connection } = run;
  if (await isNameHeldByOther(deps.database.prisma, operation)) return failCreate(run, nameWentToAnother());
  if (operation.tries > 0) return leaveToPerson(run, lostTwice);
  const now = deps.now().getTime();
  const wait = (operation.callEndedAt?.getTime() ?? now) + secondLookAfterMs - now;
  if (wait > 0) return postpone(run, wait);
  const calledAt = operation.callStartedAt ?? operation.createdAt;
  if (connection.readOnly || now - calledAt.getTime() > resendWithinMs) return leaveToPerson(run, notResent);
  await sendOnce(run);
}

async function sendOnce(run: OperationRun): Promise<void> {
  // Marked first: a process that dies now leaves a call that may have been made, and nobody makes a third.
  await inTransaction(run.deps.database, (tx) =>
    changeOperation(tx, run.operation.lease, { state: "running", tries: 1 }),
  );
  let made: MadeTask;
  try {
    made = await callPlatform(run);
  } catch (error) {
    return settleRefused(run, error);
  }
  await completeCreate(run, { ...made, reason: "sent once more after the answer was lost" });
}

async function settleRefused(run: OperationRun, error: unknown): Promise<void> {
  if (error instanceof PlatformError) {
    const { upstream, sent, failure, key } = error;
    if (sent === "maybe") return leaveToPerson(run, { ...lostTwice, upstream });
    if (key === "task_name_taken") return leaveToPerson(run, { ...nameExists, upstream });
    if (failure === "rejected" || failure === "contract") {
      const isTelling = isKnown(upstream.errorCode) && !selfMade.has(key);
      return isTelling ? failCreate(run, error) : leaveToPerson(run, { ...refusedUntelling, upstream });
    }
  }
  const { deps, operation } = run;
  deps.log.warn({ operationId: operation.id, error }, "could not send a create again after a lost answer");
  await postpone(run, failedResendAfterMs, { state: "unknown", tries: 0 });
}

const isKnown = (code: string | null) => code !== null && findPlatformCode(code) !== undefined;

const nameExists = {
  why: "it has a task of this name: this one, or one that was there before",
  hint: "enter_task_id",
};
const lostTwice = {
  why: "it was sent once more without an answer; there are no two tasks, but there may be one",
  hint: "enter_task_id_if_any",
};
const notResent = {
  why: "it was not sent again by itself: there may be a task",
  hint: "enter_task_id_if_any",
};
const refusedUntelling = {
  why: "sent once more it was refused for a reason that may be this very task",
  hint: "enter_task_id_if_any",
};

const nameWentToAnother = () =>
  new AppError("conflict", "The platform's answer was lost. Another request made the task of this name.", {
    hintKey: "task_name_taken",
    hint: "A name is used once, so this one made nothing. Choose another name to send it as well.",
  });
