import type { CreateTask } from "@/lib/contracts/create-task";
import { findTaskType, type TargetSource, type TaskType } from "@/lib/domain/task-types";
import { buildBody, buildTask, countOf } from "../build-task";
import { sourceOf, type WizardDraft } from "../draft";
import { isSpoken, type SpokenType, withHold } from "./confirmation";

export interface DraftPlace {
  draftId: string;
  /** The reader's own time zone. */
  zone: string;
  now: Date;
}

/** A draft that has come to its last step. */
export interface Reviewed {
  draft: WizardDraft;
  type: TaskType;
  spoken: SpokenType;
  source: TargetSource;
  /** Devices it will touch; null where only the platform knows. */
  count: number | null;
  /** What is asked for, with the first few ids only: the whole of it is made when it is needed (`wholeTask`). */
  task: CreateTask;
}

/** Null for a type that cannot be created; the wizard does not let such a draft come here. */
export function readReviewed(draft: WizardDraft, place: DraftPlace): Reviewed | null {
  const type = draft.type === null ? undefined : findTaskType(draft.type);
  if (!type || !isSpoken(draft.type)) return null;
  const ids = draft.targets?.sample.first ?? [];
  // The steps before this one have found nothing wrong with it by the schema of the contract.
  const task = buildBody(draft, { ...place, ids }) as unknown as CreateTask;
  return { draft, type, spoken: draft.type, source: sourceOf(draft), count: countOf(draft), task };
}

/** The body of the create; at the size of a task some milliseconds of work, so not in a render. */
export function wholeTask(draft: WizardDraft, place: DraftPlace): CreateTask {
  return withHold(buildTask(draft, place));
}

/** Tells two contents of a draft apart: what is sent, and the workbook that goes with it. */
export function printOf(draft: WizardDraft, place: DraftPlace): string {
  const body = JSON.stringify(buildBody(draft, { ...place, ids: [] }));
  return [body, draft.file?.id ?? "", draft.targets?.idsText ?? ""].join("\n");
}
