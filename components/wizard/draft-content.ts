import { type Draft, DraftContent } from "@/lib/contracts/drafts";
import { emptyDraft, type WizardDraft } from "./draft";

const fields = Object.keys(DraftContent.shape) as (keyof DraftContent)[];

/** The part of a draft its fields are, without what is kept apart. */
export function contentOf(draft: WizardDraft): DraftContent {
  return DraftContent.parse(Object.fromEntries(fields.map((field) => [field, draft[field]])));
}

/** A draft as the server kept it; its text is still to be read. */
export function openDraft({ name, type, content, targetsText, file }: Draft): WizardDraft {
  return { ...emptyDraft, ...content, name, type, targetsText, targets: null, file };
}
