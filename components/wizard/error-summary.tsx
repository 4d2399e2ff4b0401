"use client";

import { type Ref, useId } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import type { DraftError } from "./validate-draft";

interface ErrorSummaryProps {
  errors: readonly DraftError[];
  ref: Ref<HTMLDivElement>;
}

/** What has to be fixed before the next step, each with a link to its field; it takes the focus when it appears. */
export function ErrorSummary({ errors, ref }: ErrorSummaryProps) {
  const t = useTranslations("wizard");
  const id = useId();
  return (
    <div className="note s-fail" role="alert" tabIndex={-1} ref={ref} aria-labelledby={id}>
      <Icon name="fail" />
      <div>
        <b id={id}>{t("errorsTitle", { count: errors.length })}</b>
        <ul>
          {errors.map((each) => (
            <li key={`${each.field} ${each.key}`}>
              <a
                href={`#${each.field}`}
                onClick={(event) => {
                  event.preventDefault();
                  const field = document.getElementById(each.field);
                  field?.focus();
                  field?.scrollIntoView({ block: "center" });
                }}
              >
                {t(`errors.${each.key}`, each.values)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The sentence for one field, tied to it by `aria-describedby`. */
export function FieldError({ errors, field }: { errors: readonly DraftError[]; field: string }) {
  const t = useTranslations("wizard");
  const found = errors.find((each) => each.field === field);
  if (!found) return null;
  return (
    <span className="hint err" id={`${field}-error`}>
      {t(`errors.${found.key}`, found.values)}
    </span>
  );
}

export function describedBy(errors: readonly DraftError[], field: string, hint?: string): string | undefined {
  const ids = [errors.some((each) => each.field === field) ? `${field}-error` : null, hint].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}
