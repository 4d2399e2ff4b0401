"use client";

import { useTranslations } from "use-intl";
import { legacyLimits } from "@/lib/contracts/create-task";
import { StepFoot } from "../step-card";
import type { StepProps } from "../step-props";
import { TextField } from "../text-field";
import { TagFields } from "./tag-fields";

/** A legacy platform knows no schedule and no retries by itself: a time limit, tags and a few extras (sheet §13.4). */
export function LegacyPolicyStep({ controls, errors, onBack, onContinue }: StepProps) {
  const t = useTranslations("wizard");
  const { draft, change } = controls;
  const { timeoutMinutes, maxRetransmit } = legacyLimits;
  return (
    <>
      <section className="card" aria-labelledby="limit-title">
        <header>
          <h2 id="limit-title">{t("legacy.limitTitle")}</h2>
        </header>
        <div className="pad stack">
          <TextField
            field="timeoutMinutes"
            label={t("legacy.timeout")}
            hint={t("legacy.timeoutHint", timeoutMinutes)}
            numeric
            value={draft.timeoutMinutes}
            errors={errors}
            onChange={(value) => change({ timeoutMinutes: value.trim().slice(0, 8) })}
          />
          <p className="soft">{t("legacy.atOnce")}</p>
        </div>
      </section>
      <section className="card" aria-labelledby="tags-title">
        <header>
          <h2 id="tags-title">{t("legacy.tagsTitle")}</h2>
          <p>{t("legacy.tagsText")}</p>
        </header>
        <div className="pad stack">
          <TagFields controls={controls} errors={errors} />
          <details open={draft.callbackUrl !== "" || draft.maxRetransmit !== "" || draft.groupTag !== ""}>
            <summary className="linkbtn">{t("legacy.more")}</summary>
            <div className="stack mt-2">
              <TextField
                field="callbackUrl"
                label={t("legacy.callbackUrl")}
                hint={t("legacy.callbackHint")}
                value={draft.callbackUrl}
                errors={errors}
                onChange={(value) => change({ callbackUrl: value.trim().slice(0, 2_048) })}
              />
              <TextField
                field="maxRetransmit"
                label={t("legacy.maxRetransmit")}
                hint={t("legacy.maxRetransmitHint", { max: maxRetransmit })}
                numeric
                value={draft.maxRetransmit}
                errors={errors}
                onChange={(value) => change({ maxRetransmit: value.trim().slice(0, 4) })}
              />
              <TextField
                field="groupTag"
                label={t("legacy.groupTag")}
                value={draft.groupTag}
                errors={errors}
                onChange={(value) => change({ groupTag: value.slice(0, 1_024) })}
              />
            </div>
          </details>
        </div>
        <StepFoot onBack={onBack} onContinue={() => onContinue()} />
      </section>
    </>
  );
}
