import type { WizardDraft } from "./draft";
import type { DraftControls } from "./draft-provider";
import type { DraftError } from "./validate-draft";

export interface StepProps {
  connection: string;
  controls: DraftControls;
  /** What is wrong in this step; empty until somebody tried to go on. */
  errors: readonly DraftError[];
  onBack: () => void;
  /** Goes on if this step is right; `latest` is input the draft has not got yet. */
  onContinue: (latest?: Partial<WizardDraft>) => void;
}
