"use client";

import { useCallback } from "react";
import { useTranslations } from "use-intl";

type Words =
  | ("status" | "type" | "capability" | "advice" | "hint" | "upstream" | "problem")
  | ("check" | "iamAction" | "rule" | "field" | "workbook" | "typeText");

type Values = Readonly<Record<string, string | number>>;

/**
 * Looks up a word the platform or the server sent. Catalogue keys are checked when types are; a word that comes
 * at run time cannot be, so it is looked up here and answers undefined when nobody has named it yet.
 */
export function useWords(namespace: Words): (word: string, values?: Values) => string | undefined {
  const t = useTranslations(namespace);
  return useCallback(
    (word: string, values?: Values) => (t.has(word as never) ? t(word as never, values as never) : undefined),
    [t],
  );
}
