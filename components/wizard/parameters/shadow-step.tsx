"use client";

import { useTranslations } from "use-intl";
import { documentLimits } from "@/lib/contracts/task-document";
import type { StepProps } from "../step-props";
import { DocumentCard } from "./document-card";
import { ProductField } from "./product-field";
import { ShadowForm } from "./shadow-form";
import { useProductModel } from "./use-product-model";

/** What devices shall be told once they are there (sheet §9.5). */
export function ShadowStep(step: StepProps) {
  const t = useTranslations("parameters");
  const { connection, controls } = step;
  const model = useProductModel(connection.slug, controls.draft);
  return (
    <DocumentCard
      step={step}
      title={t("title.shadow")}
      limit={documentLimits.shadowBytes}
      services={model.services}
      note={<p className="hint">{t("shadowNote")}</p>}
      form={(form) => (
        <>
          <ProductField connection={connection.slug} controls={controls} model={model} />
          <ShadowForm {...form} services={model.services} />
        </>
      )}
    />
  );
}
