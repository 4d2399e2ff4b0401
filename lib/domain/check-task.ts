import type { CreateTask } from "@/lib/contracts/create-task";
import type { Objection, RuleValues } from "@/lib/contracts/objection";
import { type CheckedInput, type CheckTaskFacts, createRules } from "./create-rules";
import type { DraftTargets, LegacyDraft, TaskDraft } from "./platform-task";
import { findTaskType, taskTypesOf } from "./task-types";

/** A draft whose workbook may still be kept with us: it has an id on the platform only once it was sent there. */
export interface CheckedDraft extends Omit<TaskDraft, "targets"> {
  targets: DraftTargets | { kind: "file"; draftId: string };
}

export type CheckedTask =
  | { draft: CheckedDraft; objections: null }
  | { draft: null; objections: Objection[] };

/**
 * The rules between fields that the platform documents (sheet §6.2, §6.3, §13.4), each field itself, the document
 * too, having been parsed. Duplicated devices count once, in the order of their first mention.
 */
export function checkTask(input: CreateTask, facts: CheckTaskFacts): CheckedTask {
  const objections = findObjections(input, facts);
  if (objections.length > 0) return { draft: null, objections };
  return { draft: { ...shapeDraft(input), targets: withoutRepeats(input.targets) }, objections: null };
}

/** The same for a create of which only some fields could be parsed: what is not there may still be missed. */
export function findObjections(input: CheckedInput, facts: CheckTaskFacts): Objection[] {
  if (input.type === undefined) return [];
  const type = findTaskType(input.type);
  if (!type) return refuseType("choice", "is not a type of task", { options: creatable(facts) });
  if (facts.connectionKind !== type.platform)
    return refuseType("not_for_connection", "is not a type this connection takes");
  if (type.viewOnly)
    return refuseType("view_only", "can be watched but not created: its format is not documented");
  return createRules
    .filter(({ breaks }) => breaks(input, type, facts))
    .map(({ path, rule, message, values }) => ({
      ...{ path, rule, message },
      ...(values ? { values: values(type, facts) } : {}),
    }));
}

function refuseType(rule: Objection["rule"], message: string, values?: RuleValues): Objection[] {
  return [{ path: "type", rule, message, ...(values ? { values } : {}) }];
}

function creatable({ connectionKind }: CheckTaskFacts): string {
  const types = taskTypesOf(connectionKind).filter(({ viewOnly }) => !viewOnly);
  return types.map(({ type }) => type).join(", ");
}

/**
 * What goes to the platform. Only for input that `checkTask` has passed. `fileId` is what the platform calls the
 * workbook of a draft; without it a create that names one throws.
 */
export function draftOf(input: CreateTask, { fileId }: { fileId?: string } = {}): TaskDraft {
  return { ...shapeDraft(input), targets: onPlatform(withoutRepeats(input.targets), fileId) };
}

function onPlatform(targets: CheckedDraft["targets"], fileId: string | undefined): DraftTargets {
  if (targets.kind !== "file") return targets;
  const known = fileId ?? ("fileId" in targets ? targets.fileId : undefined);
  if (known === undefined) throw new Error("the workbook of a draft was not sent to the platform yet");
  return { kind: "file", fileId: known };
}

function shapeDraft(input: CreateTask): Omit<TaskDraft, "targets"> {
  return {
    name: input.name,
    type: input.type,
    appId: input.appId ?? null,
    mode: input.mode ?? null,
    extInfo: input.extInfo ?? null,
    needConfirm: input.needConfirm ?? null,
    document: input.document ?? null,
    policy: {
      scheduleTime: input.policy?.scheduleTime ?? null,
      retryCount: input.policy?.retryCount ?? null,
      retryIntervalMinutes: input.policy?.retryIntervalMinutes ?? null,
    },
    legacy: legacyOf(input),
  };
}

function withoutRepeats(targets: CreateTask["targets"]): CheckedDraft["targets"] {
  switch (targets.kind) {
    case "list":
      return { kind: "list", ids: [...new Set(targets.ids)] };
    case "groups":
      return { kind: "groups", groupIds: [...new Set(targets.groupIds)] };
    case "groupNames":
      return { kind: "groupNames", names: [...new Set(targets.names)] };
    case "file":
      return fileOf(targets);
    default:
      return targets;
  }
}

function fileOf({ fileId, draftId }: { fileId?: string; draftId?: string }): CheckedDraft["targets"] {
  if (fileId !== undefined) return { kind: "file", fileId };
  if (draftId !== undefined) return { kind: "file", draftId };
  throw new Error("targets of a file name neither a stored file nor a draft");
}

function legacyOf({
  timeoutMinutes,
  tags,
  callbackUrl,
  maxRetransmit,
  groupTag,
}: CreateTask): LegacyDraft | null {
  if (timeoutMinutes === undefined) return null;
  return {
    timeoutMinutes,
    tags: tags ?? [],
    callbackUrl: callbackUrl ?? null,
    maxRetransmit: maxRetransmit ?? null,
    groupTag: groupTag ?? null,
  };
}
