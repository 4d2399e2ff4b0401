"use client";

import { useTranslations } from "use-intl";
import { useWords } from "../ui/use-words";
import type { DraftError } from "./validate-draft";

/** What is wrong, as a sentence that names the field. */
export function useErrorText(): (error: DraftError) => string {
  const t = useTranslations("wizard");
  const rule = useWords("rule");
  const field = useWords("field");
  return ({ text }) => {
    if ("fault" in text) return t(`errors.${text.fault}`, text.values);
    const said = rule(text.rule, text.values) ?? text.rule;
    // `document.shadow.2.desired` is found by its words; a path without any names itself.
    const place = text.path.replace(/\.\d+(?=\.|$)/g, "");
    return t("errorOf", { field: field(place.replaceAll(".", "_")) ?? text.path, said });
  };
}
