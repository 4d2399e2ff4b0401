"use client";

import { type HTMLAttributes, type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { describedBy, FieldError, isAbout } from "../error-summary";
import type { DraftError } from "../validate-draft";
import { fieldId } from "./field-id";
import { useTyping } from "./use-typing";

interface DocumentFieldProps {
  /** In the request: `document.paras.delay_s`. */
  path: string;
  label: ReactNode;
  /** The label is for screen readers only. */
  quiet?: boolean;
  value: string;
  onChange: (text: string) => void;
  errors: readonly DraftError[];
  /** More than one line to write in. */
  rows?: number;
  mono?: boolean;
  inputMode?: HTMLAttributes<HTMLInputElement>["inputMode"];
  hint?: ReactNode;
  placeholder?: string;
  /** How much of what it takes is used. */
  count?: { used: number; limit: number };
  /** What the product's model has against it. */
  warning?: string | undefined;
  /** Also what is wrong with parts of it. */
  deep?: boolean;
  narrow?: boolean;
}

/** A text of a document. What is wrong with it waits until the typing has ended. */
export function DocumentField(props: DocumentFieldProps) {
  const { path, label, quiet, value, onChange, rows, mono, inputMode, hint, placeholder, warning } = props;
  const { count, deep = false, narrow } = props;
  const t = useTranslations("parameters");
  const { typing, onType, onBlur } = useTyping();
  const own = useId();
  const field = fieldId(path);
  const errors = typing ? [] : props.errors;
  const wrong = errors.some((each) => isAbout(each, field, deep)) || (!typing && warning !== undefined);
  const hints = [hint ? `${own}-hint` : null, warning ? `${own}-warning` : null].filter(Boolean).join(" ");
  const control = {
    ...{ id: field, value, placeholder, spellCheck: false, autoComplete: "off" },
    "aria-invalid": wrong,
    "aria-describedby": describedBy(errors, field, hints || undefined, deep),
    onBlur,
  };
  const type = (text: string) => {
    onType();
    onChange(text);
  };
  return (
    <div className="field">
      <label htmlFor={field} className={quiet ? "sr" : undefined}>
        {label}
      </label>
      {rows === undefined ? (
        <span className={["input", mono && "mono", narrow && "max-w-40"].filter(Boolean).join(" ")}>
          <input {...control} inputMode={inputMode} onChange={(event) => type(event.target.value)} />
          {count && (
            <span className={count.used > count.limit ? "hint err nowrap" : "hint nowrap"}>
              {t("countOf", count)}
            </span>
          )}
        </span>
      ) : (
        <textarea
          {...control}
          className={mono ? "input mono" : "input"}
          rows={rows}
          onChange={(event) => type(event.target.value)}
        />
      )}
      {warning && !typing && (
        <span className="hint err" id={`${own}-warning`}>
          {warning}
        </span>
      )}
      <FieldError errors={errors} field={field} deep={deep} />
      {hint && (
        <span className="hint" id={`${own}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
