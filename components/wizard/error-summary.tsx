"use client";

import { type Ref, useId } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import { useErrorText } from "./use-error-text";
import type { DraftError } from "./validate-draft";

interface ErrorSummaryProps {
  errors: readonly DraftError[];
  ref: Ref<HTMLDivElement>;
}

/** What has to be fixed before the next step, each with a link to its field; it takes the focus when it appears. */
export function ErrorSummary({ errors, ref }: ErrorSummaryProps) {
  const t = useTranslations("wizard");
  const say = useErrorText();
  const id = useId();
  return (
    <div className="note s-fail" role="alert" tabIndex={-1} ref={ref} aria-labelledby={id}>
      <Icon name="fail" />
      <div>
        <b id={id}>{t("errorsTitle", { count: errors.length })}</b>
        <ul>
          {errors.map((each) => (
            <li key={`${each.field} ${say(each)}`}>
              <a
                href={`#${each.field}`}
                onClick={(event) => {
                  event.preventDefault();
                  const field = findField(each.field);
                  field?.focus();
                  field?.scrollIntoView({ block: "center" });
                }}
              >
                {say(each)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The control of a path, or of the nearest part of it that has one. */
function findField(id: string): HTMLElement | null {
  const found = document.getElementById(id);
  if (found || !id.includes(".")) return found;
  return findField(id.slice(0, id.lastIndexOf(".")));
}

interface FieldErrorProps {
  errors: readonly DraftError[];
  field: string;
  /** Also what is wrong with parts of it, which have no place of their own. */
  deep?: boolean;
}

/** The sentence for one field, tied to it by `aria-describedby`. */
export function FieldError({ errors, field, deep = false }: FieldErrorProps) {
  const say = useErrorText();
  const found = errors.find((each) => isAbout(each, field, deep));
  if (!found) return null;
  return (
    <span className="hint err" id={`${field}-error`}>
      {say(found)}
    </span>
  );
}

export function isAbout(error: DraftError, field: string, deep = false): boolean {
  return error.field === field || (deep && error.field.startsWith(`${field}.`));
}

export function describedBy(
  errors: readonly DraftError[],
  field: string,
  hint?: string,
  deep = false,
): string | undefined {
  const ids = [errors.some((each) => isAbout(each, field, deep)) ? `${field}-error` : null, hint].filter(
    Boolean,
  );
  return ids.length > 0 ? ids.join(" ") : undefined;
}
