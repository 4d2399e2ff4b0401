import type { CreateTask, TargetsInput } from "@/lib/contracts/create-task";
import type { Objection, RuleValues } from "@/lib/contracts/objection";
import type { TaskType } from "./task-types";

export interface CheckTaskFacts {
  connectionKind: "v5" | "na";
  now: Date;
  /** How far ahead a start may be planned, in milliseconds (`createLimits.scheduleAheadMs`). */
  scheduleAheadMs: number;
}

/** What a rule looks at: fields that are missing or did not parse are undefined. */
export type CheckedInput = Partial<CreateTask>;

/** A rule between fields, or of a type of task. It objects when `breaks` says so. */
export interface CreateRule extends Omit<Objection, "values"> {
  breaks(input: CheckedInput, type: TaskType, facts: CheckTaskFacts): boolean;
  values?: (type: TaskType, facts: CheckTaskFacts) => RuleValues;
}

/** Sheet §6.3: what v5 wants of a name and of a space, where the legacy API takes any text (§13.4). */
const v5Texts = { name: 128, appId: 36 } as const;
const nameCharacters = /^[\p{Script=Han}A-Za-z0-9_]*$/u;
const spaceCharacters = /^[A-Za-z0-9_-]*$/;
const lengthOf = (text: string | undefined) => [...(text ?? "")].length;
const isV5 = (type: TaskType) => type.platform === "v5";

const texts: CreateRule[] = [
  ...(["name", "appId"] as const).map((path): CreateRule => {
    const limit = v5Texts[path];
    return {
      ...{ path, rule: "too_long", message: `takes at most ${limit} characters`, values: () => ({ limit }) },
      breaks: (input, type) => isV5(type) && lengthOf(input[path]) > limit,
    };
  }),
  {
    ...{ path: "name", rule: "pattern", message: "must be letters, digits, _ or Chinese characters" },
    values: () => ({ allowed: "A-Z a-z 0-9 _ 汉字" }),
    breaks: ({ name = "" }, type) => isV5(type) && !nameCharacters.test(name),
  },
  {
    ...{ path: "appId", rule: "pattern", message: "must be letters, digits, _ or -" },
    values: () => ({ allowed: "A-Z a-z 0-9 _ -" }),
    breaks: ({ appId = "" }, type) => isV5(type) && !spaceCharacters.test(appId),
  },
];

const sources: CreateRule = {
  ...{ path: "targets.kind", rule: "choice", message: "is nothing this type takes its targets from" },
  values: (type) => ({ options: type.targetSources.join(", ") }),
  breaks: ({ targets }, type) => targets !== undefined && !takes(type, targets),
};

function takes(type: TaskType, { kind }: TargetsInput): boolean {
  return type.targetSources.includes(kind);
}

const upgradeFields = (["mode", "extInfo", "needConfirm"] as const).map(
  (path): CreateRule => ({
    ...{ path, rule: "not_for_type", message: "is for upgrades only" },
    breaks: (input, type) => type.group !== "upgrade" && input[path] !== undefined,
  }),
);

/** What it must be is the schema's affair (`lib/contracts/task-document.ts`). */
const documents: CreateRule[] = [
  {
    ...{ path: "document", rule: "not_for_type", message: "is taken by no task of this type" },
    breaks: ({ document }, type) => type.group === "records" && document !== undefined,
  },
  {
    ...{ path: "document", rule: "needed", message: "is needed by tasks of this type" },
    breaks: ({ document }, type) => type.group !== "records" && document === undefined,
  },
];

const schedule: CreateRule[] = [
  {
    ...{ path: "policy.scheduleTime", rule: "past", message: "is in the past" },
    breaks: (input, _type, facts) => aheadOf(input, facts) < 0,
  },
  {
    ...{ path: "policy.scheduleTime", rule: "too_late", message: "is further ahead than 7 days" },
    values: (_type, { scheduleAheadMs }) => ({ days: scheduleAheadMs / 86_400_000 }),
    breaks: (input, _type, facts) => aheadOf(input, facts) > facts.scheduleAheadMs,
  },
];

function aheadOf({ policy }: CheckedInput, { now }: CheckTaskFacts): number {
  return policy?.scheduleTime === undefined ? 0 : Date.parse(policy.scheduleTime) - now.getTime();
}

/** The legacy API has a time limit instead of a schedule and of retries (sheet §13.4). */
const legacyFields: CreateRule[] = [
  ...(["timeoutMinutes", "tags", "callbackUrl", "maxRetransmit", "groupTag"] as const).map(
    (path): CreateRule => ({
      ...{ path, rule: "not_for_type", message: "is for legacy connections only" },
      breaks: (input, type) => isV5(type) && input[path] !== undefined,
    }),
  ),
  {
    ...{ path: "timeoutMinutes", rule: "needed", message: "is needed" },
    breaks: ({ timeoutMinutes }, type) => !isV5(type) && timeoutMinutes === undefined,
  },
  {
    ...{ path: "policy", rule: "not_for_type", message: "is not known to a legacy connection" },
    breaks: ({ policy }, type) => !isV5(type) && policy !== undefined,
  },
];

/** THE rules between fields (sheet §6.2, §6.3, §9, §13.4); those of single fields are the schema's. */
export const createRules: readonly CreateRule[] = [
  ...texts,
  sources,
  ...upgradeFields,
  ...documents,
  ...schedule,
  ...legacyFields,
];
