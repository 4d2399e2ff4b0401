"use client";

import { useTranslations } from "use-intl";
import { documentLimits } from "@/lib/contracts/task-document";
import type { StepProps } from "../step-props";
import { LargeWarning } from "./command-step";
import { DocumentCard } from "./document-card";
import { MessageForm } from "./message-form";

/** A message for devices (sheet §9.4). */
export function MessageStep(step: StepProps) {
  const t = useTranslations("parameters");
  return (
    <DocumentCard
      step={step}
      title={t("title.message")}
      limit={documentLimits.messageWarnBytes}
      note={
        <>
          <p className="hint">{t("messageNote")}</p>
          <LargeWarning {...step.controls.draft} />
        </>
      }
      form={(form) => <MessageForm {...form} />}
    />
  );
}
