import type { CreateTask, TargetsInput } from "@/lib/contracts/create-task";
import { checkDocument, type Objection } from "./check-document";
import type { DraftTargets, LegacyDraft, TaskDraft } from "./platform-task";
import { findTaskType, type TaskType } from "./task-types";

export interface CheckTaskFacts {
  connectionKind: "v5" | "na";
  now: Date;
  /** How far ahead a start may be planned, in milliseconds (`createLimits.scheduleAheadMs`). */
  scheduleAheadMs: number;
}

export type CheckedTask = { draft: TaskDraft; objections: null } | { draft: null; objections: Objection[] };

/**
 * The rules between fields that the platform documents (sheet §6.2, §6.3, §9), each field itself having been
 * parsed. Duplicated devices count once, in the order of their first mention.
 */
export function checkTask(input: CreateTask, facts: CheckTaskFacts): CheckedTask {
  const type = findTaskType(input.type);
  if (!type) return refuse("type", "is not a type of task");
  if (facts.connectionKind !== type.platform) return refuse("type", "is not a type this connection takes");
  if (type.viewOnly) return refuse("type", "can be watched but not created: its format is not documented");
  const objections = [
    ...checkTargetSource(type, input.targets),
    ...checkUpgradeFields(type, input),
    ...checkDocument(type, input.document),
    ...checkSchedule(input.policy?.scheduleTime, facts),
    ...checkLegacyFields(type, input),
  ];
  return objections.length > 0 ? { draft: null, objections } : { draft: draftOf(input), objections: null };
}

function refuse(path: string, message: string): CheckedTask {
  return { draft: null, objections: [{ path, message }] };
}

function checkTargetSource(type: TaskType, targets: TargetsInput): Objection[] {
  if (type.targetSources.includes(targets.kind)) return [];
  return [{ path: "targets.kind", message: `must be one of: ${type.targetSources.join(", ")}` }];
}

function checkUpgradeFields(type: TaskType, input: CreateTask): Objection[] {
  if (type.group === "upgrade") return [];
  return (["mode", "extInfo", "needConfirm"] as const)
    .filter((field) => input[field] !== undefined)
    .map((field) => ({ path: field, message: "is for upgrades only" }));
}

const legacyOnly = ["timeoutMinutes", "tags", "callbackUrl", "maxRetransmit", "groupTag"] as const;

/** The legacy API has a time limit instead of a schedule and of retries (sheet §13.4). */
function checkLegacyFields(type: TaskType, input: CreateTask): Objection[] {
  if (type.platform === "v5") {
    const given = legacyOnly.filter((field) => input[field] !== undefined);
    return given.map((field) => ({ path: field, message: "is for legacy connections only" }));
  }
  const needed = input.timeoutMinutes === undefined ? [{ path: "timeoutMinutes", message: "is needed" }] : [];
  const policy = input.policy ? [{ path: "policy", message: "is not known to a legacy connection" }] : [];
  return [...needed, ...policy];
}

function checkSchedule(scheduleTime: string | undefined, facts: CheckTaskFacts): Objection[] {
  if (scheduleTime === undefined) return [];
  const ahead = Date.parse(scheduleTime) - facts.now.getTime();
  if (ahead < 0) return [{ path: "policy.scheduleTime", message: "is in the past" }];
  if (ahead <= facts.scheduleAheadMs) return [];
  return [{ path: "policy.scheduleTime", message: "is more than 7 days ahead" }];
}

/** What goes to the platform. Only for input that `checkTask` has passed. */
export function draftOf(input: CreateTask): TaskDraft {
  return {
    name: input.name,
    type: input.type,
    appId: input.appId ?? null,
    mode: input.mode ?? null,
    extInfo: input.extInfo ?? null,
    needConfirm: input.needConfirm ?? null,
    targets: withoutRepeats(input.targets),
    document: input.document ?? null,
    policy: {
      scheduleTime: input.policy?.scheduleTime ?? null,
      retryCount: input.policy?.retryCount ?? null,
      retryIntervalMinutes: input.policy?.retryIntervalMinutes ?? null,
    },
    legacy: legacyOf(input),
  };
}

function withoutRepeats(targets: TargetsInput): DraftTargets {
  switch (targets.kind) {
    case "list":
      return { kind: "list", ids: [...new Set(targets.ids)] };
    case "groups":
      return { kind: "groups", groupIds: [...new Set(targets.groupIds)] };
    case "groupNames":
      return { kind: "groupNames", names: [...new Set(targets.names)] };
    default:
      return targets;
  }
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
