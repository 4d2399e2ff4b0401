import { AppError } from "@/lib/errors";
import { findTakenTasks, isLikeCreateInFlight } from "@/lib/store/operation-store";
import { adoptTask, windowOf } from "./adopt-task";
import { leaveToPerson, postpone } from "./leave-create";
import type { OperationRun } from "./operation-deps";
import { resendCreate } from "./resend-create";
import { type Candidates, searchCreated } from "./search-created";
import { draftOfOperation, failCreate, firstLookAfterMs, secondLookAfterMs } from "./settle-create";

/** The platform cannot be read: look again after this. */
const failedLookAfterMs = 30_000;
const severalFit = {
  why: "several tasks can be this one",
  hint: "look_on_platform",
};
/** A v5 task never says from which file it was made (sheet §6.1). */
const oneMayFit = {
  why: "one task can be this one, but the platform tells too little of it to be sure",
  hint: "look_on_platform",
};

/**
 * Finds out what a create whose answer was lost has made: one task → it is ours; several → a person decides; none
 * 5 s and 20 s after the call ended → it failed, and the key is free (architecture: one write; F05, F34, F39). A legacy
 * platform has no list to search: there it is sent once more.
 */
export async function resolveCreate(run: OperationRun): Promise<void> {
  const { deps, operation, connection, cut } = run;
  if (await isLikeCreateInFlight(deps.database.prisma, operation)) return postpone(run, firstLookAfterMs);
  const { madeSince, seenSince } = windowOf(operation);
  let found: Candidates;
  try {
    const platform = await deps.platformFor(connection);
    if (!platform.features.listTasks) return resendCreate(run);
    found = await searchCreated(platform, draftOfOperation(operation), madeSince, {
      lane: "people",
      signal: cut,
    });
  } catch (error) {
    deps.log.warn({ operationId: operation.id, error }, "could not search for a task after a lost answer");
    return postpone(run, failedLookAfterMs);
  }
  const free = await withoutTaken(run, found, seenSince);
  const [task, ...others] = free.same;
  if (task && others.length === 0 && free.untold.length === 0) return adopt(run, task);
  const count = free.same.length + free.untold.length;
  if (count > 0) return leaveToPerson(run, count > 1 ? severalFit : oneMayFit);
  await lookAgainOrFail(run);
}

async function withoutTaken(run: OperationRun, found: Candidates, seenBefore: Date): Promise<Candidates> {
  const ids = [...found.same, ...found.untold].map(({ taskId }) => taskId);
  if (ids.length === 0) return found;
  const taken = await findTakenTasks(run.deps.database.prisma, run.operation, ids, seenBefore);
  const isFree = ({ taskId }: { taskId: string }) => !taken.has(taskId);
  return { same: found.same.filter(isFree), untold: found.untold.filter(isFree) };
}

async function adopt(run: OperationRun, task: Candidates["same"][number]): Promise<void> {
  const how = { source: "list", reason: "found on the platform after the answer was lost" } as const;
  if (!(await adoptTask(run, { task, platformRequestId: null, ...how })))
    await postpone(run, firstLookAfterMs);
}

async function lookAgainOrFail(run: OperationRun): Promise<void> {
  const { operation, deps } = run;
  const secondLook = (operation.callEndedAt ?? deps.now()).getTime() + secondLookAfterMs;
  const wait = secondLook - deps.now().getTime();
  if (wait > 0) return postpone(run, wait);
  const error = new AppError(
    "upstream_unavailable",
    "The platform did not answer, and it made no such task.",
    {
      hint: "Nothing was made; it is safe to try again.",
      upstream: operation.error?.upstream,
    },
  );
  await failCreate(run, error);
}
