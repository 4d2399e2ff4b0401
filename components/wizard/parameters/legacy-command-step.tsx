"use client";

import { useTranslations } from "use-intl";
import type { StepProps } from "../step-props";
import { CommandForm } from "./command-form";
import { DocumentCard } from "./document-card";

/** The command of a legacy platform, which lists no products (sheet §13.4). */
export function LegacyCommandStep(step: StepProps) {
  const t = useTranslations("parameters");
  return (
    <DocumentCard
      step={step}
      title={t("title.command")}
      limit={null}
      form={(form) => (
        <CommandForm {...form} services={[]} keys={{ service: "serviceId", command: "method" }} />
      )}
    />
  );
}
