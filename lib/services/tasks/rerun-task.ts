import { requirePermission } from "@/lib/auth/access";
import { createLimits, legacyLimits } from "@/lib/contracts/create-task";
import type { RerunTask, Selection } from "@/lib/contracts/operations";
import { rerunFromTask } from "@/lib/domain/rerun-from-task";
import { nextRerunName, rerunStem } from "@/lib/domain/rerun-name";
import type { StoredTask } from "@/lib/domain/stored-task";
import { findTaskType } from "@/lib/domain/task-types";
import { AppError } from "@/lib/errors";
import { findNamesLike } from "@/lib/store/rerun-names";
import { countByStatus, findSubtasks } from "@/lib/store/subtask-store";
import { findMaking } from "@/lib/store/task-origin";
import { type FoundConnection, requireConnection, requireWritable } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { findRepeated, identifyCall } from "../operations/begin-write";
import { repeatCreate } from "../operations/repeat-create";
import type { CreateAnswer } from "../operations/write-answer";
import { requireCapability } from "./act-on-task";
import { cutWorkbook } from "./cut-workbook";
import { findTask } from "./find-task";
import { describeSelection, freezeSet } from "./freeze-set";
import { isIrreversible, type Submission, submitTask } from "./submit-task";

export interface RerunTaskInput {
  params: { connection: string; taskId: string };
  body: RerunTask;
  idempotencyKey: string | null;
}

/**
 * A new task that does the same for subtasks of an old one (contracts.md, fine print): the one way to try again where the
 * platform has no retry. Answers, and is held, found again and refused, as a create is.
 */
export async function rerunTask({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: RerunTaskInput;
}): Promise<CreateAnswer> {
  const { body } = input;
  const connection = await requireConnection(ctx, input.params.connection, "change");
  const task = await findTask(ctx, connection, input.params.taskId);
  if (isIrreversible(task.type)) requirePermission(ctx.caller, "irreversible", connection.slug);
  const path = `/connections/${connection.slug}/tasks/${input.params.taskId}/rerun`;
  const call = identifyCall(ctx, { path, key: input.idempotencyKey, body });
  const repeated = await findRepeated(ctx, call);
  if (repeated) return repeatCreate(ctx, connection, repeated);
  requireCapability(ctx, connection, { task, action: "rerun" });
  const { name, holdSeconds, reason, ...selection } = body;
  const devices = await freezeDevices(ctx, task, selection);
  const made = await prepare(ctx, connection, { task, devices, name });
  return submitTask(ctx, connection, call, {
    ...made,
    kind: "rerun",
    body: { ...made.body, ...(holdSeconds ? { holdSeconds } : {}), ...(reason ? { reason } : {}) },
    facts: { ...describeSelection(selection), rerunOf: task.taskId },
  });
}

/** `{}`: every subtask that did not succeed, but for those of a running task that still may. */
async function freezeDevices(ctx: ServiceContext, task: StoredTask, selection: Selection): Promise<string[]> {
  const given = await freezeSet(ctx, task, selection);
  if ("targets" in selection) await requireInTask(ctx, task, selection.targets);
  const devices = given ?? (await freezeSet(ctx, task, await everyUnsuccessful(ctx, task))) ?? [];
  const most = createLimits.targets;
  if (devices.length <= most) return devices;
  const detail = `These are ${devices.length} devices; one task takes ${most}.`;
  throw new AppError("conflict", detail, { hint: "too_many_devices" });
}

/** A device the old task never had is no part of it; where not all of its rows are here, that cannot be said. */
async function requireInTask(
  ctx: ServiceContext,
  { id, snapshot }: StoredTask,
  targets: string[],
): Promise<void> {
  if (!snapshot.subtasksComplete || snapshot.rowsDroppedAt) return;
  const known = await findSubtasks(ctx.deps.database, id, targets);
  const foreign = targets.findIndex((target) => !known.has(target));
  if (foreign === -1) return;
  throw new AppError("invalid_input", "The selection is not valid.", {
    invalidParams: [{ path: `targets.${foreign}`, message: "is not a device of this task" }],
  });
}

async function everyUnsuccessful(ctx: ServiceContext, task: StoredTask): Promise<Selection> {
  const words = Object.keys(await countByStatus(ctx.deps.database.prisma, task.id));
  const open = task.snapshot.final ? [] : ["Waitting", "Processing"];
  const status = words.filter((word) => word !== "Success" && !open.includes(word));
  if (status.length > 0) return { filter: { status } };
  throw new AppError("conflict", "Nothing has failed.", { hint: "nothing_failed" });
}

async function prepare(
  ctx: ServiceContext,
  connection: FoundConnection,
  { task, devices, name: given }: { task: StoredTask; devices: string[]; name: string | undefined },
): Promise<Pick<Submission, "body" | "workbook" | "devices">> {
  const { prisma } = ctx.deps.database;
  const living = requireWritable(connection);
  const making = await findMaking(prisma, task.connectionId, task.taskId);
  const request = making?.request ?? null;
  const name = given ?? (await nameRerun(ctx, task));
  const same = { task, request, name, tagLimit: legacyLimits.tagValueLength };
  const type = findTaskType(task.type);
  if (type?.targetSources.includes("list")) {
    return { body: rerunFromTask({ ...same, targets: { kind: "list", ids: devices } }) };
  }
  const fileId = making?.fileId ?? null;
  const workbook = await cutWorkbook(ctx, living, { task, fileId, devices, name });
  // Kept here until it is sent, as a draft's is: its id stands where a draft's would.
  const targets = { kind: "file", draftId: workbook.file.id } as const;
  return { body: rerunFromTask({ ...same, targets }), workbook, devices };
}

async function nameRerun(ctx: ServiceContext, { connectionId, name, type }: StoredTask): Promise<string> {
  const plain = findTaskType(type)?.platform !== "na";
  const limit = plain ? createLimits.nameLength : legacyLimits.nameLength;
  const stem = rerunStem(name, { limit, plain });
  return nextRerunName(stem, await findNamesLike(ctx.deps.database.prisma, connectionId, stem));
}
