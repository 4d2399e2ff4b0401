import { createLimits, namePattern } from "@/lib/contracts/create-task";
import { type WizardDraft, type WizardStep, wizardSteps } from "./draft";
import { readStart } from "./start-time";

/** Something to fix: where, and which sentence of the catalogue says what. */
export interface DraftError {
  step: WizardStep;
  /** Id of the control to go to. */
  field: string;
  key:
    | "type"
    | "nameMissing"
    | "nameForm"
    | "noTargets"
    | "badTargets"
    | "tooManyTargets"
    | "package"
    | "extInfoForm"
    | "extInfoLength"
    | "startMissing"
    | "startSkipped"
    | "startDoubled"
    | "startPast"
    | "startTooLate"
    | "retryMinutes";
  values: Record<string, number>;
}

/** Everything wrong with a draft, in the order of its steps. `zone` is the reader's own. */
export function findErrors(draft: WizardDraft, zone: string, now: Date): DraftError[] {
  return [
    ...typeErrors(draft),
    ...targetErrors(draft),
    ...parameterErrors(draft),
    ...policyErrors(draft, zone, now),
  ];
}

/** The step to go back to before the one wanted can be shown; the wanted one when nothing stands before it. */
export function reachableStep(wanted: WizardStep, errors: readonly DraftError[]): WizardStep {
  const first = errors[0]?.step;
  return first && wizardSteps.indexOf(first) < wizardSteps.indexOf(wanted) ? first : wanted;
}

function error(
  step: WizardStep,
  field: string,
  key: DraftError["key"],
  values: Record<string, number> = {},
): DraftError {
  return { step, field, key, values };
}

function typeErrors({ type, name }: WizardDraft): DraftError[] {
  const limit = { limit: createLimits.nameLength };
  return [
    ...(type === null ? [error("type", "w-type", "type")] : []),
    ...(name === "" ? [error("type", "w-name", "nameMissing", limit)] : []),
    ...(name !== "" && !namePattern.test(name) ? [error("type", "w-name", "nameForm", limit)] : []),
  ];
}

function targetErrors({ targets }: WizardDraft): DraftError[] {
  const used = targets?.ids.length ?? 0;
  const bad = targets?.problems.length ?? 0;
  const over = used - createLimits.targets;
  return [
    ...(bad > 0 ? [error("targets", "w-targets", "badTargets", { count: bad })] : []),
    ...(over > 0 ? [error("targets", "w-targets", "tooManyTargets", { count: used, over })] : []),
    ...(used === 0 && bad === 0 ? [error("targets", "w-targets", "noTargets")] : []),
  ];
}

function parameterErrors(draft: WizardDraft): DraftError[] {
  const limit = { limit: createLimits.extInfoLength };
  const info = readExtInfo(draft.extInfo);
  return [
    ...(draft.package === null ? [error("parameters", "w-package", "package")] : []),
    ...(info === undefined ? [error("parameters", "w-ext-info", "extInfoForm")] : []),
    ...(info && JSON.stringify(info).length > createLimits.extInfoLength
      ? [error("parameters", "w-ext-info", "extInfoLength", limit)]
      : []),
  ];
}

function policyErrors(draft: WizardDraft, zone: string, now: Date): DraftError[] {
  return [...startErrors(draft, zone, now), ...retryErrors(draft)];
}

function startErrors(draft: WizardDraft, zone: string, now: Date): DraftError[] {
  if (draft.start !== "set") return [];
  const { kind } = readStart(draft, zone, now);
  if (kind === "good") return [];
  const found = {
    missing: ["w-date", "startMissing"],
    skipped: ["w-time", "startSkipped"],
    doubled: ["w-occurrence", "startDoubled"],
    past: ["w-date", "startPast"],
    tooLate: ["w-date", "startTooLate"],
  } as const;
  const [field, key] = found[kind];
  return [error("policy", field, key, { days: 7 })];
}

function retryErrors({ retry, retryMinutes }: WizardDraft): DraftError[] {
  const { min, max } = createLimits.retryIntervalMinutes;
  const minutes = Number(retryMinutes);
  const good = /^\d{1,4}$/.test(retryMinutes) && minutes >= min && minutes <= max;
  return retry && !good ? [error("policy", "w-minutes", "retryMinutes", { min, max })] : [];
}

/** The object a person wrote; null for nothing, undefined for what is none. */
export function readExtInfo(text: string): Record<string, unknown> | null | undefined {
  if (text.trim() === "") return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
