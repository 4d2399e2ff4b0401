import { checkCreate } from "@/lib/client/check-create";
import { createLimits } from "@/lib/contracts/create-task";
import { findTaskType } from "@/lib/domain/task-types";
import { buildBody } from "./build-task";
import {
  documentTextOf,
  readDocument,
  sourceOf,
  type WizardDraft,
  type WizardStep,
  wizardSteps,
} from "./draft";
import { scanJson } from "./parameters/json-scan";
import { readStart } from "./policy/start-time";

/** What the form alone knows to be wrong; everything else is said by the schema all sides share. */
export type FormFault =
  | "type"
  | "badTargets"
  | "tooManyTargets"
  | "noTargets"
  | "noGroups"
  | "noFile"
  | "badRows"
  | "package"
  | "documentForm"
  | "documentRounded"
  | "startMissing"
  | "startSkipped"
  | "startDoubled";

/** Something to fix: where, and what to say. */
export interface DraftError {
  step: WizardStep;
  /** Id of the control to go to: `w-` and the path in the request; a part of it when the control has none of its own. */
  field: string;
  text:
    | { fault: FormFault; values: Record<string, number> }
    | { rule: string; values: Record<string, string | number>; path: string };
}

export interface DraftFacts {
  draftId: string;
  connectionKind: "v5" | "na";
  /** The reader's own time zone. */
  zone: string;
  now: Date;
}

/** Everything wrong with a draft, in the order of its steps. */
export function findErrors(draft: WizardDraft, facts: DraftFacts): DraftError[] {
  const own = [
    ...typeFaults(draft),
    ...targetFaults(draft),
    ...documentFaults(draft),
    ...startFaults(draft, facts),
  ];
  const shared = draft.type === null ? [] : sharedErrors(draft, facts);
  // One sentence a place: the form's own, where it has one, says it better.
  const told = new Set(own.map(({ field }) => field));
  const rest = shared.filter(
    ({ field }) => ![...told].some((each) => field === each || field.startsWith(`${each}.`)),
  );
  return [...own, ...rest].sort((a, b) => wizardSteps.indexOf(a.step) - wizardSteps.indexOf(b.step));
}

/** The step to go back to before the one wanted can be shown; the wanted one when nothing stands before it. */
export function reachableStep(wanted: WizardStep, errors: readonly DraftError[]): WizardStep {
  const first = errors[0]?.step;
  return first && wizardSteps.indexOf(first) < wizardSteps.indexOf(wanted) ? first : wanted;
}

/** A few ids stand for all: the list was checked where it was read, by the same rule. */
function sharedErrors(draft: WizardDraft, facts: DraftFacts): DraftError[] {
  const { first = [], last = [] } = draft.targets?.sample ?? {};
  const body = buildBody(draft, { ...facts, ids: [...first, ...last] });
  const { connectionKind, now } = facts;
  const { objections } = checkCreate(body, { connectionKind, now, targetCount: draft.targets?.count ?? 0 });
  return objections.map(({ path, rule, values = {} }) => ({
    step: stepOf(path),
    field: `w-${path}`,
    text: { rule, values, path },
  }));
}

const parameterPaths = /^(document|mode|extInfo)(\.|$)/;
const policyPaths = /^(policy|timeoutMinutes|tags|callbackUrl|maxRetransmit|groupTag|needConfirm)(\.|$)/;

/** The step that asks for what a path of the request names. */
export function stepOf(path: string): WizardStep {
  if (path.startsWith("targets")) return "targets";
  if (parameterPaths.test(path)) return "parameters";
  if (policyPaths.test(path)) return "policy";
  return path === "reason" ? "review" : "type";
}

function fault(
  step: WizardStep,
  field: string,
  key: FormFault,
  values: Record<string, number> = {},
): DraftError {
  return { step, field, text: { fault: key, values } };
}

function typeFaults({ type }: WizardDraft): DraftError[] {
  return type === null ? [fault("type", "w-type", "type")] : [];
}

function targetFaults(draft: WizardDraft): DraftError[] {
  const source = sourceOf(draft);
  if (source === "list") return listFaults(draft);
  if (source === "groups" && draft.groups.length === 0 && draft.groupIds.trim() === "")
    return [fault("targets", "w-targets", "noGroups")];
  if (source !== "file") return [];
  if (draft.file === null || draft.file.type !== draft.type) return [fault("targets", "w-targets", "noFile")];
  const { problemCount: count } = draft.file;
  return count > 0 ? [fault("targets", "w-targets", "badRows", { count })] : [];
}

function listFaults({ targets }: WizardDraft): DraftError[] {
  const { count = 0, problemCount = 0 } = targets ?? {};
  const over = count - createLimits.targets;
  return [
    ...(problemCount > 0 ? [fault("targets", "w-targets", "badTargets", { count: problemCount })] : []),
    ...(over > 0 ? [fault("targets", "w-targets", "tooManyTargets", { count, over })] : []),
    ...(count === 0 && problemCount === 0 ? [fault("targets", "w-targets", "noTargets")] : []),
  ];
}

/** What may be a number too long to be kept exactly; cheap, for it is asked with every letter. */
const longNumber = /\d{16}|\d[.eE]/;

function documentFaults(draft: WizardDraft): DraftError[] {
  const type = draft.type === null ? undefined : findTaskType(draft.type);
  if (!type || type.group === "records") return [];
  const text = documentTextOf(draft);
  const document = readDocument(text);
  // Reading it would already have made another number of it, so it is looked for in the text.
  if (longNumber.test(text) && scanJson(text).rounded.length > 0)
    return [fault("parameters", "w-document", "documentRounded")];
  if (document === undefined) return [fault("parameters", "w-document", "documentForm")];
  const named = document?.package_id !== undefined || document?.package_ids !== undefined;
  return type.group === "upgrade" && !named ? [fault("parameters", "w-document", "package")] : [];
}

function startFaults(draft: WizardDraft, { zone, now }: DraftFacts): DraftError[] {
  const type = draft.type === null ? undefined : findTaskType(draft.type);
  if (draft.start !== "set" || type?.platform === "na") return [];
  const { kind } = readStart(draft, zone, now);
  if (kind === "missing") return [fault("policy", "w-policy.scheduleTime", "startMissing")];
  if (kind === "skipped") return [fault("policy", "w-policy.scheduleTime", "startSkipped")];
  return kind === "doubled" ? [fault("policy", "w-occurrence", "startDoubled")] : [];
}
