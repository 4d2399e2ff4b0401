"use client";

import { useTranslations } from "use-intl";
import type { ModelFault } from "./model-faults";

/** What a product's model has against a value, as a sentence. */
export function useModelWords(): (fault: Pick<ModelFault, "rule" | "values">) => string {
  const t = useTranslations("parameters");
  return ({ rule, values }) => {
    switch (rule) {
      case "range":
        if (values.min === undefined) return t("model.atMost", { max: Number(values.max) });
        if (values.max === undefined) return t("model.atLeast", { min: Number(values.min) });
        return t("model.range", { min: Number(values.min), max: Number(values.max) });
      case "choice":
        return t("model.choice", { options: String(values.options) });
      case "too_long":
        return t("model.too_long", { limit: Number(values.limit) });
      case "type":
        return t("model.type", { expected: String(values.expected) });
      case "needed":
        return t("model.needed");
      case "view_only":
        return t("model.view_only");
      default:
        return t("model.unknown");
    }
  };
}
