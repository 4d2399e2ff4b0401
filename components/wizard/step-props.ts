import type { Connection } from "@/lib/contracts/connections";
import type { WizardDraft } from "./draft";
import type { DraftError } from "./validate-draft";

/** How a step reads and changes the draft. */
export interface DraftControls {
  /** The draft's id, also before it was saved for the first time. */
  draftId: string;
  draft: WizardDraft;
  /** Shown at once, saved on the server a moment after the last change. */
  change: (part: Partial<WizardDraft>) => void;
  /** Saves what is not saved yet, so that the server knows the draft; rejects with why it cannot be. */
  flush: () => Promise<void>;
}

export interface StepProps {
  connection: Connection;
  controls: DraftControls;
  /** What is wrong in this step; empty until somebody tried to go on. */
  errors: readonly DraftError[];
  onBack: () => void;
  /** Goes on if this step is right; `latest` is input the draft has not got yet. */
  onContinue: (latest?: Partial<WizardDraft>) => void;
}
