"use client";

import { useTranslations } from "use-intl";
import { createLimits } from "@/lib/contracts/create-task";
import type { DraftError } from "../validate-draft";
import { DocumentField } from "./document-field";
import { Fold } from "./fold";
import { lineOf, scanJson } from "./json-scan";
import { readJson } from "./json-value";

interface ExtInfoFieldProps {
  value: string;
  errors: readonly DraftError[];
  onChange: (value: string) => void;
}

/** What each device is handed with the upgrade notice; counted as it travels, without the blanks between. */
export function ExtInfoField({ value, errors, onChange }: ExtInfoFieldProps) {
  const t = useTranslations("wizard");
  const p = useTranslations("parameters");
  const parsed = readJson(value);
  const limit = createLimits.extInfoLength;
  const used = parsed === undefined ? value.length : JSON.stringify(parsed).length;
  const { fault } = scanJson(value);
  const wrong =
    value.trim() !== "" && fault
      ? p("badJson", {
          ...lineOf(value, fault.start),
          why: p(`syntax.${fault.word}`, { piece: value.slice(fault.start, fault.end).slice(0, 40) }),
        })
      : undefined;
  return (
    <Fold
      summary={t("extInfo")}
      open={value !== "" || errors.some(({ field }) => field.startsWith("w-extInfo"))}
    >
      <DocumentField
        path="extInfo"
        label={t("extInfo")}
        quiet
        rows={4}
        mono
        value={value}
        onChange={onChange}
        errors={errors}
        deep
        placeholder={'{ "campaign": "north" }'}
        warning={wrong ?? (used > limit ? p("countOf", { used, limit }) : undefined)}
        hint={value === "" ? t("extInfoHint", { limit }) : p("charactersOf", { used, limit })}
      />
    </Fold>
  );
}
