"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { changeAddress, useQueryText } from "@/lib/client/address";
import type { Connection } from "@/lib/contracts/connections";
import { useNow, useTimeZone } from "../time/clock";
import { Banner } from "../ui/banner";
import { Icon } from "../ui/icon";
import { buildTask } from "./build-task";
import { ConfirmPanel } from "./confirm-panel";
import { isWizardStep, type WizardDraft, type WizardStep, wizardSteps } from "./draft";
import { useWizardDraft } from "./draft-provider";
import { ErrorSummary } from "./error-summary";
import { PackageStep } from "./package-step";
import { PolicyStep } from "./policy-step";
import { ReviewStep } from "./review-step";
import { SoFar } from "./so-far";
import { StepsList } from "./steps-list";
import { TargetsStep } from "./targets-step";
import { TypeStep } from "./type-step";
import { UnknownDialog } from "./unknown-dialog";
import { useSubmit } from "./use-submit";
import { findErrors, reachableStep } from "./validate-draft";

const forms = { type: TypeStep, targets: TargetsStep, parameters: PackageStep, policy: PolicyStep } as const;

/** A new task in five steps; the step is in the address, the draft in memory above the pages. */
export function Wizard({ connection }: { connection: Connection }) {
  const t = useTranslations("wizard");
  const router = useRouter();
  const zone = useTimeZone();
  const now = useNow(10_000);
  const controls = useWizardDraft(connection.slug);
  const submit = useSubmit(connection.slug, controls);
  const { draft } = controls;
  const [tried, setTried] = useState<WizardStep | null>(null);
  const [dismissed, dismiss] = useState<string | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const asked = new URLSearchParams(useQueryText()).get("step");
  const wanted = isWizardStep(asked) ? asked : "type";
  const errors = findErrors(draft, zone, now);
  const step = reachableStep(wanted, errors);
  const shownErrors = tried === step ? errors.filter((each) => each.step === step) : [];
  const task = step === "review" ? buildTask(draft, zone, now) : null;
  const top = useRef<HTMLHeadingElement>(null);

  const goTo = (next: WizardStep) => {
    setTried(null);
    changeAddress(`?step=${next}`, "push");
    window.scrollTo({ top: 0 });
    top.current?.focus({ preventScroll: true });
  };
  const proceed = (latest: Partial<WizardDraft> = {}) => {
    const wrong = findErrors({ ...draft, ...latest }, zone, new Date()).filter((each) => each.step === step);
    if (wrong.length === 0) {
      goTo(wizardSteps[wizardSteps.indexOf(step) + 1] ?? "review");
      return;
    }
    setTried(step);
    requestAnimationFrame(() => summary.current?.focus());
  };
  const back = () => goTo(wizardSteps[wizardSteps.indexOf(step) - 1] ?? "type");
  const Form = step === "review" ? null : forms[step];
  useStepTitle(t("pageTitle", { step: t(`step.${step}`) }));
  return (
    <>
      <header className="thead">
        <nav className="crumbs" aria-label={t("breadcrumb")}>
          <Link href={`/c/${connection.slug}/tasks`} prefetch={false}>
            {t("tasks")}
          </Link>
          <Icon name="right" size="xs" />
          <span aria-current="page">{t("title")}</span>
        </nav>
        <div className="headrow">
          <h1 ref={top} tabIndex={-1}>
            {t("title")}
          </h1>
          <span className="grow" />
          {draft.type !== null && (
            <>
              <span className="mute small">{t("keptHere")}</span>
              <button
                type="button"
                className="btn ghost"
                onClick={() => {
                  controls.discard();
                  router.push(`/c/${connection.slug}/tasks`);
                }}
              >
                {t("discard")}
              </button>
            </>
          )}
        </div>
      </header>
      <div className="wz">
        <StepsList current={step} draft={draft} errors={errors} onStep={goTo} />
        <div className="wform">
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
              key={step}
              connection={connection.slug}
              controls={controls}
              errors={shownErrors}
              onBack={back}
              onContinue={proceed}
            />
          )}
          {task && <ReviewStep connection={connection} draft={draft} task={task} submit={submit} />}
        </div>
        <aside className="wside" aria-label={t("soFar")}>
          {task ? (
            <ConfirmPanel connection={connection} task={task} submit={submit} onBack={back} />
          ) : (
            <SoFar connection={connection} draft={draft} errors={errors} />
          )}
        </aside>
      </div>
      {task && submit.unknown && dismissed !== draft.unknownSend?.at && (
        <UnknownDialog
          draft={draft}
          task={task}
          submit={submit}
          listAddress={`/c/${connection.slug}/tasks`}
          onClose={() => dismiss(draft.unknownSend?.at ?? null)}
        />
      )}
    </>
  );
}

function useStepTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
