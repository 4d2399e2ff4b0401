"use client";

import { useTranslations } from "use-intl";
import { ownLimits } from "@/lib/contracts/create-task";
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
    <div className="field">
      <label htmlFor="w-reason">{t(strict ? "reason" : "reasonOptional")}</label>
      <span className="input">
        <input
          id="w-reason"
          value={draft.reason}
          maxLength={ownLimits.reasonLength}
          autoComplete="off"
          required={strict}
          readOnly={busy}
          aria-describedby="w-reason-hint"
          onChange={(event) => change({ reason: event.target.value })}
        />
      </span>
      <span className="hint" id="w-reason-hint">
        {t(strict ? "reasonHintNeeded" : "reasonHint")}
      </span>
    </div>
  );
}
