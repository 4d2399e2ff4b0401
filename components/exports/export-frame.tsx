"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ActionButton } from "../ui/action-button";
import { Banner } from "../ui/banner";
import { Dialog } from "../ui/dialog";
import { ProblemFacts, useHint, useProblemSentence } from "../ui/problem-details";
import { SafeText } from "../ui/safe-text";
import { ExportProgress } from "./export-progress";
import type { ExportState } from "./use-export";

interface ExportFrameProps {
  state: ExportState;
  /** What is exported, as what. */
  children: ReactNode;
  onStart: () => void;
  onCancel: () => void;
  onClose: () => void;
}

/** The dialog of an export: what and how, how far, and how it ended. Closing it ends the export. */
export function ExportFrame({ state, children, onStart, onCancel, onClose }: ExportFrameProps) {
  const t = useTranslations("export");
  const running = state.step === "running";
  return (
    <Dialog
      title={t("title")}
      onClose={onClose}
      footer={
        <>
          <ActionButton safe onPress={running ? onCancel : onClose}>
            {running ? t("cancel") : t("close")}
          </ActionButton>
          {!running && (
            <ActionButton icon="download" className="primary" onPress={onStart}>
              {state.step === "saved" ? t("again") : t("start")}
            </ActionButton>
          )}
        </>
      }
    >
      <div className="db">
        {running ? <ExportProgress progress={state.progress} /> : children}
        {state.step === "choosing" && state.error && <ExportProblem error={state.error} />}
        {state.step === "saved" && (
          <Banner tone="success" icon="check" title={t("savedTitle")} role="status">
            <p className="any">
              <SafeText text={state.name} />
            </p>
          </Banner>
        )}
      </div>
    </Dialog>
  );
}

function ExportProblem({
  error,
}: {
  error: NonNullable<Extract<ExportState, { step: "choosing" }>["error"]>;
}) {
  const t = useTranslations("export");
  const sentence = useProblemSentence();
  const hint = useHint();
  return (
    <Banner tone="fail" icon="fail" title={t("failedTitle")} role="alert">
      <p>
        {sentence(error)} {hint(error.problem)}
      </p>
      <p className="mute small">{t("code", { code: error.code })}</p>
      {error.problem && <ProblemFacts error={error} />}
    </Banner>
  );
}
