import { DraftContent, type DraftStep } from "@/lib/contracts/drafts";
import type { JsonObject } from "@/lib/contracts/json";
import type { KeptWorkbook } from "@/lib/contracts/workbooks";
import type { TargetSummary } from "@/lib/domain/target-list";
import { findTaskType, type TargetSource } from "@/lib/domain/task-types";

export const wizardSteps = ["type", "targets", "parameters", "policy", "review"] as const;
export type WizardStep = DraftStep;

/** A task being written. Raw input is kept as it was typed, so that going back never loses a letter. */
export interface WizardDraft extends DraftContent {
  type: string | null;
  name: string;
  targetsText: string;
  /** What was read from `targetsText`; null until it has been. */
  targets: TargetSummary | null;
  file: KeptWorkbook | null;
}

export const emptyDraft: WizardDraft = {
  ...DraftContent.parse({}),
  ...{ type: null, name: "", targetsText: "", targets: null, file: null },
};

export function isWizardStep(value: string | null): value is WizardStep {
  return (wizardSteps as readonly (string | null)[]).includes(value);
}

/** The source that counts: the chosen one if the type has it, else the type's first. */
export function sourceOf({ type, source }: Pick<WizardDraft, "type" | "source">): TargetSource {
  const sources = (type === null ? undefined : findTaskType(type)?.targetSources) ?? ["list"];
  return (source !== null && sources.includes(source) ? source : sources[0]) ?? "list";
}

/** The document's JSON text: the one truth of which form and JSON view are views. Empty when nothing was said. */
export function documentTextOf({ type, documents }: Pick<WizardDraft, "type" | "documents">): string {
  return (type === null ? undefined : documents[type]) ?? "";
}

/** The document as an object; null while there is none, undefined while the text is no JSON object. */
export function readDocument(text: string): JsonObject | null | undefined {
  if (text.trim() === "") return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && !isDeep(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The part of a draft that a new document of its type is; null takes it away. */
export function withDocument(
  { type, documents }: Pick<WizardDraft, "type" | "documents">,
  document: JsonObject | string | null,
): Pick<WizardDraft, "documents"> {
  if (type === null) return { documents };
  const text =
    typeof document === "string" ? document : document === null ? "" : JSON.stringify(document, null, 2);
  return { documents: { ...documents, [type]: text } };
}

/** Levels of a document; what checks it goes down level by level, and would not come back from thousands. */
export const deepestDocument = 100;

function isDeep(value: unknown, level = 0): boolean {
  if (level > deepestDocument) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((each) => isDeep(each, level + 1));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A name nobody has to think about: `firmwareUpgrade_20260317_1203`. */
export function suggestName(type: string, day: string, clock: string): string {
  return `${type}_${day.replaceAll("-", "")}_${clock.replace(":", "")}`;
}

/** Whether a name is one of ours and may change with the type. */
export function isSuggestedName(name: string): boolean {
  return /^[A-Za-z]+_\d{8}_\d{4}$/.test(name);
}
