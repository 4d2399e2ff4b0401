"use client";

import { useTranslations } from "use-intl";
import { ReasonInput } from "../../ui/reason-input";
import type { DraftControls } from "../step-props";

interface ReasonFieldProps {
  controls: Pick<DraftControls, "draft" | "change">;
  /** It cannot be sent without one. */
  strict: boolean;
  busy: boolean;
}

/** Why this is done; the draft keeps it with everything else. */
export function ReasonField({ controls: { draft, change }, strict, busy }: ReasonFieldProps) {
  const t = useTranslations("review");
  return (
    <ReasonInput
      id="w-reason"
      reason={draft.reason}
      onReason={(reason) => change({ reason })}
      label={t(strict ? "reason" : "reasonOptional")}
      hint={t(strict ? "reasonHintNeeded" : "reasonHint")}
      required={strict}
      busy={busy}
    />
  );
}
