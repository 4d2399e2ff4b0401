import type { TaskDraft } from "@/lib/domain/platform-task";
import { AppError } from "@/lib/errors";
import { isLikeCreateLost } from "@/lib/store/lost-create-store";
import { findTakenTasks, isLikeCreateInFlight } from "@/lib/store/operation-store";
import { adoptTask, windowOf } from "./adopt-task";
import { leaveToPerson, postpone } from "./leave-create";
import type { OperationRun } from "./operation-deps";
import { resendCreate } from "./resend-create";
import { type Candidates, searchCreated } from "./search-created";
import { draftOfOperation, failCreate, firstLookAfterMs, secondLookAfterMs } from "./settle-create";

/** The platform cannot be read: look again after this. */
const failedLookAfterMs = 30_000;
const severalFit = { why: "several tasks can be this one", hint: "choose_task" };
const oneMayFit = {
  why: "one task can be this one, but the platform tells too little of it to be sure",
  hint: "choose_task",
};
const othersMayFit = {
  why: "another request of the same name was lost too: the platform does not tell which workbook made the task",
  hint: "choose_task",
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
  const draft = draftOfOperation(operation);
  let found: Candidates;
  try {
    const platform = await deps.platformFor(connection);
    if (!platform.features.listTasks) return resendCreate(run);
    found = await searchCreated(platform, draft, madeSince, { lane: "people", signal: cut });
  } catch (error) {
    deps.log.warn({ operationId: operation.id, error }, "could not search for a task after a lost answer");
    return postpone(run, failedLookAfterMs);
  }
  const free = await withoutTaken(run, found, seenSince);
  const all = [...free.same, ...free.untold];
  const [task, ...others] = all;
  if (!task) return lookAgainOrFail(run);
  const doubt = others.length > 0 ? severalFit : await doubtOf(run, draft, free);
  if (doubt === null) return adopt(run, task);
  const candidates = all.map(({ taskId, name, createdAt }) => ({ taskId, name, createdAt }));
  await leaveToPerson(run, { ...doubt, candidates });
}

/** Why the one task that was found may be another's; null when it cannot. */
async function doubtOf({ deps, operation }: OperationRun, { targets }: TaskDraft, { untold }: Candidates) {
  if (untold.length > 0) return oneMayFit;
  // Two lists that agree make the same task; two workbooks do not.
  if (targets.kind !== "file") return null;
  return (await isLikeCreateLost(deps.database.prisma, operation)) ? othersMayFit : null;
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
