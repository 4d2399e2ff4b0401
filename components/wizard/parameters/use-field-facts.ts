"use client";

import { useTranslations } from "use-intl";
import type { ModelField } from "@/lib/contracts/products";

/** What the model says of a field, in a few words: `int, 0 to 600 s, optional`. */
export function useFieldFacts(field: ModelField): string {
  const t = useTranslations("parameters");
  const { type, platformType, min, max, step, maxLength, unit, choices, required } = field;
  const range =
    min !== null && max !== null
      ? t("facts.range", { min, max })
      : min !== null
        ? t("facts.atLeast", { min })
        : max !== null
          ? t("facts.atMost", { max })
          : null;
  const facts = [
    type === "unknown" ? (platformType ?? t("facts.anyType")) : (platformType ?? type),
    choices.length > 0 ? null : [range, unit].filter((each) => each !== null).join(" ") || null,
    step !== null && step !== 1 && range !== null ? t("facts.step", { step }) : null,
    maxLength !== null && (type === "string" || type === "enum")
      ? t("facts.length", { limit: maxLength })
      : null,
    t(required ? "facts.needed" : "facts.optional"),
  ];
  return facts.filter((each) => each !== null).join(t("comma"));
}
