"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { changeAddress } from "@/lib/client/address";
import type { Connection } from "@/lib/contracts/connections";
import { findTaskType } from "@/lib/domain/task-types";
import { useNow, useTimeZone } from "../time/clock";
import { Banner } from "../ui/banner";
import { usePageTitle } from "../ui/use-page-title";
import { type WizardDraft, type WizardStep, wizardSteps } from "./draft";
import { DraftTrouble } from "./draft-trouble";
import { ErrorSummary } from "./error-summary";
import { ParametersStep } from "./parameters/parameters-step";
import { LegacyPolicyStep } from "./policy/legacy-policy-step";
import { PolicyStep } from "./policy/policy-step";
import { ConfirmPanel } from "./review/confirm-panel";
import { ReviewStep } from "./review/review-step";
import { useSubmit } from "./review/use-submit";
import { SoFar } from "./so-far";
import { SourcesStep } from "./sources/sources-step";
import { SavedDrafts } from "./start/saved-drafts";
import { StepsList } from "./steps-list";
import { TypeStep } from "./type-step";
import { type OpenedDraft, useDraft } from "./use-draft";
import { useReadTargets } from "./use-read-targets";
import { findErrors, reachableStep } from "./validate-draft";
import { WizardHead } from "./wizard-head";

const forms = { type: TypeStep, targets: SourcesStep, parameters: ParametersStep } as const;

interface WizardProps {
  connection: Connection;
  opened: OpenedDraft;
  wanted: WizardStep;
}

/** One draft in five steps; the step is in the address, the draft on the server. */
export function Wizard({ connection, opened, wanted }: WizardProps) {
  const t = useTranslations("wizard");
  const zone = useTimeZone();
  const now = useNow(10_000);
  const controls = useDraft(connection.slug, opened, wanted);
  const { draft, draftId } = controls;
  const reading = useReadTargets(controls);
  const submit = useSubmit(connection, controls);
  const [tried, setTried] = useState<WizardStep | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLHeadingElement>(null);
  const facts = { draftId, connectionKind: connection.kind, zone };
  const errors = findErrors(draft, { ...facts, now });
  const step = reading ? wanted : reachableStep(wanted, errors);
  const shownErrors = tried === step ? errors.filter((each) => each.step === step) : [];
  usePageTitle(t("pageTitle", { step: t(`step.${step}`) }));

  const goTo = (next: WizardStep) => {
    setTried(null);
    changeAddress(`?draft=${draftId}&step=${next}`, "push");
    window.scrollTo({ top: 0 });
    top.current?.focus({ preventScroll: true });
  };
  const proceed = (latest: Partial<WizardDraft> = {}) => {
    const found = findErrors({ ...draft, ...latest }, { ...facts, now: new Date() });
    if (!found.some((each) => each.step === step)) {
      goTo(wizardSteps[wizardSteps.indexOf(step) + 1] ?? "review");
      return;
    }
    setTried(step);
    requestAnimationFrame(() => summary.current?.focus());
  };
  const back = () => goTo(wizardSteps[wizardSteps.indexOf(step) - 1] ?? "type");
  const legacy = draft.type !== null && findTaskType(draft.type)?.platform === "na";
  const Policy = legacy ? LegacyPolicyStep : PolicyStep;
  const Form = step === "review" ? null : step === "policy" ? Policy : forms[step];
  const reviewing = step === "review" && !reading;
  return (
    <>
      <WizardHead connection={connection} controls={controls} ref={top} />
      <div className="wz">
        <StepsList current={step} draft={draft} draftId={draftId} errors={errors} onStep={goTo} />
        <div className="wform">
          <DraftTrouble connection={connection.slug} controls={controls} />
          {step !== wanted && (
            <Banner
              tone="waiting"
              icon="warn"
              className="line"
              role="status"
              title={t("stepFirst", { wanted: t(`step.${wanted}`), step: t(`step.${step}`) })}
            />
          )}
          {shownErrors.length > 0 && <ErrorSummary errors={shownErrors} ref={summary} />}
          {Form && (
            <Form
              key={`${step} ${draft.type}`}
              connection={connection}
              controls={controls}
              errors={shownErrors}
              onBack={back}
              onContinue={proceed}
            />
          )}
          {reviewing && <ReviewStep connection={connection} controls={controls} submit={submit} />}
        </div>
        <aside className="wside" aria-label={t("soFar")}>
          {reviewing ? (
            <ConfirmPanel connection={connection} controls={controls} submit={submit} onBack={back} />
          ) : (
            <>
              {draft.type === null && (
                <SavedDrafts
                  connection={connection.slug}
                  onOpen={(id, at) => changeAddress(`?draft=${id}&step=${at}`, "push")}
                />
              )}
              <SoFar connection={connection} draft={draft} errors={errors} />
            </>
          )}
        </aside>
      </div>
    </>
  );
}
