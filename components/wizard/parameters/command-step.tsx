"use client";

import { useTranslations } from "use-intl";
import { documentLimits, findDocumentWarnings } from "@/lib/contracts/task-document";
import { Banner } from "../../ui/banner";
import { documentTextOf, readDocument } from "../draft";
import type { StepProps } from "../step-props";
import { CommandForm } from "./command-form";
import { DeliveryFields } from "./delivery-fields";
import { DocumentCard } from "./document-card";
import { ProductField } from "./product-field";
import { useProductModel } from "./use-product-model";

/** What is a command's of a v5 platform, sent while the device waits or kept for it (sheet §9.2, §9.3). */
export function CommandStep(step: StepProps) {
  const t = useTranslations("parameters");
  const { connection, controls } = step;
  const model = useProductModel(connection.slug, controls.draft);
  const isAsync = controls.draft.type === "createAsyncCommands";
  return (
    <DocumentCard
      step={step}
      title={t("title.command")}
      limit={documentLimits.parasBytes}
      services={model.services}
      note={
        <>
          <p className="hint">{t(isAsync ? "asyncNote" : "syncNote")}</p>
          <LargeWarning {...controls.draft} />
        </>
      }
      form={(form) => {
        const given = { ...form, document: form.document ?? (isAsync ? asyncStart : null) };
        return (
          <>
            <ProductField connection={connection.slug} controls={controls} model={model} />
            <CommandForm {...given} services={model.services} keys={names} />
            {isAsync && <DeliveryFields {...given} />}
          </>
        );
      }}
    />
  );
}

const names = { service: "service_id", command: "command_name" } as const;
/** Keeping it for the device is what the platform does when nothing is said. */
const asyncStart = { paras: {}, send_strategy: "delay" };

/** What most servers take and some do not. */
export function LargeWarning({ type, documents }: Parameters<typeof documentTextOf>[0]) {
  const t = useTranslations("parameters");
  const document = readDocument(documentTextOf({ type, documents }));
  const [found] = document ? findDocumentWarnings(type ?? "", document) : [];
  if (!found?.values) return null;
  const { limit, size } = found.values;
  return (
    <Banner
      tone="retry"
      icon="warn"
      className="line"
      role="status"
      title={t("large", { size: Number(size), limit: Number(limit) / 1024 })}
    />
  );
}
